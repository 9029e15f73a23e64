package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Visit;

/**
 * What of an address was not understood, or is not there any more, with what is shown in its place:
 * nobody is shown something else in silence.
 */
final class Misread {

  private static final int LONGEST = 40;

  private final Texts t;
  private final List<String> said = new ArrayList<>();

  Misread(Texts texts) {
    this.t = texts;
  }

  /** What has to be said, in the order of the address. */
  List<String> said() {
    return List.copyOf(said);
  }

  /** Whether everything was understood. */
  boolean none() {
    return said.isEmpty();
  }

  /** Says something of its own. */
  Misread say(String sentence) {
    said.add(sentence);
    return this;
  }

  /**
   * A model at a level, over a denominator.
   *
   * @param model as the address writes it; null where it does not
   * @param level as the address writes it; null where it does not
   * @param per as the address writes it; null where it does not
   * @param read what was understood
   */
  Misread measured(
      @Nullable String model, @Nullable String level, @Nullable String per, Measured read) {
    String name = t.t(read.messageKey());
    if (unknown(model, LearningModel.values())) {
      said.add(t.t("misread.model", brief(model), name));
    } else if (unknown(level, read.model().levels().toArray(Enum<?>[]::new))) {
      said.add(t.t("misread.level", brief(level), name));
    }
    if (unknown(per, read.denominators().toArray(Enum<?>[]::new))) {
      said.add(t.t("misread.per", brief(per), t.t(read.denominator().messageKey())));
    }
    return this;
  }

  /**
   * A labour group of citizens.
   *
   * @param groups those there are, by code
   */
  Misread form(String form, Map<String, String> groups) {
    if (!form.isBlank() && !groups.containsKey(form)) {
      said.add(t.t("misread.form", brief(form)));
    }
    return this;
  }

  /**
   * A campaign.
   *
   * @param typed its identity as the address writes it; empty where it does not
   * @param shown the one that is shown; null where none is
   */
  Misread campaign(String typed, @Nullable FiguresCampaign shown) {
    if (typed.isBlank()) {
      return this;
    }
    if (shown == null) {
      said.add(t.t("misread.campaign.none", brief(typed)));
    } else if (!String.valueOf(shown.id()).equals(typed.strip())) {
      said.add(
          t.t(
              "misread.campaign",
              brief(typed),
              t.t(shown.model().messageKey(shown.level())),
              String.valueOf(shown.year())));
    }
    return this;
  }

  /** Which tree of areas is read. */
  Misread basis(String typed) {
    if (!typed.isBlank()
        && Arrays.stream(Basis.values())
            .noneMatch(one -> String.valueOf(one.code()).equals(typed))) {
      said.add(t.t("misread.basis", brief(typed), Basis.of(typed).name(t)));
    }
    return this;
  }

  /** Which part of the overview stands alone. */
  Misread part(String typed) {
    if (!typed.isBlank() && OverviewView.Part.named(typed) == null) {
      said.add(t.t("misread.part", brief(typed)));
    }
    return this;
  }

  /** The query of the address that is being read, to be read again by a page that says so. */
  static String query(Visit visit) {
    String here = visit.here();
    return here.substring(here.indexOf('?') + 1);
  }

  private static boolean unknown(@Nullable String typed, Enum<?>[] known) {
    return typed != null
        && !typed.isBlank()
        && Arrays.stream(known).noneMatch(one -> one.name().equals(typed));
  }

  private static String brief(@Nullable String typed) {
    String clean = VietnameseText.clean(typed == null ? "" : typed);
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
