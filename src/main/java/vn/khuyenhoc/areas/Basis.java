package vn.khuyenhoc.areas;

import java.util.List;
import java.util.function.Function;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;

/** Through which tree of areas something is read. */
public enum Basis {
  /**
   * As it was: the tree and the places on the campaign's reference date; today while it is open.
   */
  AS_WAS,
  /** As it is: today's tree, and where the subjects live now. */
  AS_IS;

  /** How the tallies and addresses write it: 0 as it was, 1 as it is. */
  public int code() {
    return ordinal();
  }

  /** The basis written so; as it is for anything unknown. */
  public static Basis of(String code) {
    return code.equals("0") ? AS_WAS : AS_IS;
  }

  /** The other way to read. */
  public Basis other() {
    return this == AS_IS ? AS_WAS : AS_IS;
  }

  /** What it is called on every page and in every file. */
  public String name(Texts t) {
    return t.t("areas.basis." + name());
  }

  /**
   * The one choice that stands on every page read by areas.
   *
   * @param href the address of the same page on a basis
   */
  public List<Segment> choice(Texts t, Function<Basis, String> href) {
    return List.of(AS_IS, AS_WAS).stream()
        .map(one -> new Segment(one.name(t), href.apply(one), one == this))
        .toList();
  }
}
