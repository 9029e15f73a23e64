package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.khuyenhoc.platform.Problem;

/** Checks of what is recorded of a meeting; pure. */
final class MeetingRules {

  private MeetingRules() {}

  /**
   * What is wrong with a protocol, all at once. Fields of problems: {@code heldOn}, {@code place},
   * {@code chair}, {@code secretary}, {@code present}, {@code ofHowMany}, {@code attendants},
   * {@code exceptions}, and for votes the dossier's {@link DossierKey#text}.
   *
   * @param protocol as it was given
   * @param kind who met
   * @param ballots the list that was voted on
   * @param today the present day
   */
  static List<Problem> problems(
      Protocol protocol, MeetingKind kind, List<Ballot> ballots, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    LocalDate heldOn = protocol.heldOn();
    if (heldOn == null) {
      problems.add(Problem.at("heldOn", MeetingProblem.DATE_MISSING));
    } else if (heldOn.isAfter(today)) {
      problems.add(Problem.at("heldOn", MeetingProblem.DATE_IN_FUTURE, today));
    }
    CommandPart.needed(problems, "place", protocol.place(), MeetingProblem.PLACE_MISSING);
    CommandPart.needed(problems, "chair", protocol.chair(), MeetingProblem.CHAIR_MISSING);
    CommandPart.needed(
        problems, "secretary", protocol.secretary(), MeetingProblem.SECRETARY_MISSING);
    CommandPart.tooLong(problems, "attendants", protocol.attendants());
    Integer present = protocol.present();
    Integer all = protocol.ofHowMany();
    if (present == null || present == 0) {
      problems.add(Problem.at("present", MeetingProblem.NOBODY_PRESENT));
    } else if (present < 0) {
      problems.add(Problem.at("present", MeetingProblem.NOT_A_NUMBER, ""));
    }
    if (all != null && all < 0) {
      problems.add(Problem.at("ofHowMany", MeetingProblem.NOT_A_NUMBER, ""));
    } else if (all != null && present != null && present > all) {
      problems.add(Problem.at("ofHowMany", MeetingProblem.MORE_THAN_ALL, present, all));
    }
    if (kind == MeetingKind.COUNCIL && present != null && present > 0) {
      int named = Meeting.lines(protocol.attendants()).size();
      if (named != present) {
        problems.add(Problem.at("attendants", MeetingProblem.MEMBERS_NOT_NAMED, named, present));
      }
    }
    for (Ballot ballot : ballots) {
      Protocol.Against one = protocol.of(ballot.key());
      if (one.against() < 0 || one.abstained() < 0) {
        problems.add(Problem.at(ballot.key().text(), MeetingProblem.NOT_A_NUMBER, ballot.name()));
      } else if (present != null
          && present > 0
          && (long) one.against() + one.abstained() > present) {
        problems.add(
            Problem.at(
                ballot.key().text(),
                MeetingProblem.MORE_VOTES_THAN_PRESENT,
                ballot.name(),
                one.against() + one.abstained(),
                present));
      }
    }
    for (String stranger : protocol.strangers()) {
      problems.add(Problem.at("exceptions", MeetingProblem.NOT_ON_LIST, stranger));
    }
    return problems;
  }

  /**
   * What a vote comes to.
   *
   * @param percent how many percent of those present have to agree; exactly so many are enough
   */
  static Vote result(Protocol.Against against, int present, int percent) {
    long agreed = (long) present - against.against() - against.abstained();
    return agreed * 100 >= (long) percent * present ? Vote.PASSED : Vote.FAILED;
  }
}
