package vn.khuyenhoc.criteria;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What the modules above this one know of the use of a set: criteria never look up to them. Given
 * as a bean by whoever begins dossiers with a set; where nobody does, it is unknown.
 */
public interface SetUses {

  /**
   * One use of a set.
   *
   * @param title what uses it: a campaign's name
   * @param href its page; null where this actor has none
   * @param open whether it still goes on
   */
  record Use(String title, @Nullable String href, boolean open) {}

  /** The uses of a set that this actor may know of, the newest first. */
  List<Use> of(Actor actor, Texts t, String setId);

  /** Whether anything at all uses the set, whoever may know of it. */
  boolean used(String setId);

  /**
   * The page that runs a set over last year's dossiers.
   *
   * @return null where there is none for this actor
   */
  @Nullable String over(Actor actor, String setId);
}
