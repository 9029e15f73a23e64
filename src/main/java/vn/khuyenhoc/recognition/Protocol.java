package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What is recorded of a meeting.
 *
 * @param heldOn the day; null where none was given
 * @param place where
 * @param chair who chaired
 * @param secretary who wrote the minutes
 * @param present how many who vote were present; null where not given, negative for no number
 * @param ofHowMany of how many; null where not given, negative for no number
 * @param attendants others present, or the members of a council, in a line each
 * @param exceptions the dossiers to which not everybody agreed
 * @param strangers codes typed that stand on no list
 * @param leaveOut whether what changed since the list was drawn up waits for the next meeting
 */
public record Protocol(
    @Nullable LocalDate heldOn,
    String place,
    String chair,
    String secretary,
    @Nullable Integer present,
    @Nullable Integer ofHowMany,
    String attendants,
    Map<DossierKey, Against> exceptions,
    List<String> strangers,
    boolean leaveOut) {

  /**
   * Who did not agree to one dossier.
   *
   * @param against how many voted against it; negative for no number
   * @param abstained how many did not vote; negative for no number
   */
  public record Against(int against, int abstained) {
    /** Everybody agreed. */
    public static final Against NOBODY = new Against(0, 0);
  }

  public Protocol {
    exceptions = Map.copyOf(exceptions);
    strangers = List.copyOf(strangers);
  }

  Protocol clean() {
    return new Protocol(
        heldOn,
        VietnameseText.clean(place),
        VietnameseText.clean(chair),
        VietnameseText.clean(secretary),
        present,
        ofHowMany,
        VietnameseText.cleanLines(attendants),
        exceptions,
        strangers,
        leaveOut);
  }

  Against of(DossierKey key) {
    Against one = exceptions.get(key);
    return one == null ? Against.NOBODY : one;
  }
}
