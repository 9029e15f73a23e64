package vn.khuyenhoc.registry;

import java.util.List;
import vn.khuyenhoc.platform.web.Texts;

/** What somebody or something of the register was recognised as; told by whoever recognises. */
public interface HeldTitles {

  /**
   * A title as the page of its holder shows it.
   *
   * @param href the page of the title
   * @param name what it is
   * @param sub from when to when, by which decision
   * @param kind the look of its state
   * @param state whether it holds
   */
  record Held(String href, String name, String sub, String kind, String state) {}

  /** The titles of a subject, newest first. The caller has seen to it that it may be read. */
  List<Held> of(SubjectKey subject, Texts t);
}
