package vn.khuyenhoc.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.LegacyEncoding;
import vn.khuyenhoc.registry.SubjectField.Form;

/** What must hold of anything that is no household, wherever it comes from. Pure. */
final class SubjectRules {

  static final int LONGEST_NAME = 200;
  static final int LONGEST_ADDRESS = 200;
  static final int LONGEST_NOTE = 1_000;
  static final int LONGEST_REASON = 500;
  static final int FIRST_YEAR = 1900;

  private SubjectRules() {}

  /** Everything wrong with an entry, its choices aside: these are data. */
  static List<Problem> problems(SubjectKind kind, SubjectEntry entry, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    if (entry.name().isEmpty()) {
      problems.add(Problem.at("name", RegistryProblem.NAME_MISSING));
    }
    text(problems, "name", entry.name(), LONGEST_NAME);
    text(problems, "address", entry.address(), LONGEST_ADDRESS);
    text(problems, "note", entry.note(), LONGEST_NOTE);
    for (SubjectField field : kind.fields()) {
      switch (field.form()) {
        case TEXT -> {
          String text = entry.text(field);
          if (text != null) {
            text(problems, field.column(), text, field.most());
          }
        }
        case COUNT -> {
          Integer count = entry.number(field);
          if (count != null && (count < 0 || count > field.most())) {
            problems.add(
                Problem.at(
                    field.column(),
                    RegistryProblem.NOT_A_NUMBER,
                    String.valueOf(count),
                    field.most()));
          }
        }
        case YEAR -> year(problems, field, entry.number(field), today);
        case CHOICE -> {
          if (field.required() && entry.text(field) == null) {
            problems.add(Problem.at(field.column(), RegistryProblem.CHOICE_MISSING));
          }
        }
        case YES_NO -> {}
      }
    }
    if (entry.number(SubjectField.LEARNERS) != null && !entry.yes(SubjectField.SCHOOL)) {
      problems.add(
          Problem.at(SubjectField.LEARNERS.column(), RegistryProblem.LEARNERS_WITHOUT_SCHOOL));
    }
    return problems;
  }

  private static void year(
      List<Problem> problems, SubjectField field, @Nullable Integer year, LocalDate today) {
    if (year == null) {
      if (field.required()) {
        problems.add(Problem.at(field.column(), RegistryProblem.BIRTH_YEAR_MISSING));
      }
    } else if (year < FIRST_YEAR || year > today.getYear()) {
      problems.add(
          Problem.at(
              field.column(),
              RegistryProblem.NOT_A_BIRTH_YEAR,
              String.valueOf(year),
              String.valueOf(today.getYear())));
    }
  }

  private static void text(List<Problem> problems, String field, String text, int longest) {
    if (text.length() > longest) {
      problems.add(Problem.at(field, RegistryProblem.TOO_LONG, longest));
    }
    Optional<LegacyEncoding.Suspicion> suspicion = LegacyEncoding.detect(text);
    if (suspicion.isPresent() && suspicion.get().confidence() >= LegacyEncoding.REFUSED_FROM) {
      problems.add(
          Problem.at(field, RegistryProblem.OLD_ENCODING, text, suspicion.get().repaired()));
    }
  }

  /**
   * Everything wrong with a choice.
   *
   * @param choices what can be chosen
   * @param before what was chosen before: it may stay though it is retired; null for nothing
   */
  static Optional<Problem> choice(
      SubjectField field, @Nullable String code, List<Choice> choices, @Nullable String before) {
    if (code == null || field.form() != Form.CHOICE || code.equals(before)) {
      return Optional.empty();
    }
    boolean known =
        field.fixed().contains(code)
            || choices.stream().anyMatch(one -> one.code().equals(code) && !one.retired());
    return known
        ? Optional.empty()
        : Optional.of(Problem.at(field.column(), RegistryProblem.CHOICE_MISSING));
  }

  /**
   * Everything wrong with consent: without it nobody is registered.
   *
   * @param birthYear the person's year of birth; null when not known
   */
  static List<Problem> consent(
      Consent.@Nullable Given given, @Nullable Integer birthYear, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    if (given == null || given.how() == null) {
      problems.add(Problem.at("consent", RegistryProblem.CONSENT_MISSING));
      return problems;
    }
    LocalDate on = given.on();
    if (on == null) {
      problems.add(Problem.at("consentOn", RegistryProblem.DATE_MISSING));
    } else if (on.isAfter(today) || birthYear != null && on.getYear() < birthYear) {
      problems.add(Problem.at("consentOn", RegistryProblem.CONSENT_DAY_WRONG));
    }
    text(problems, "guardian", given.guardian(), HouseholdRules.LONGEST_HEAD);
    if (birthYear != null
        && given.guardian().isEmpty()
        && under(birthYear, on == null ? today : on)) {
      problems.add(Problem.at("guardian", RegistryProblem.GUARDIAN_MISSING));
    }
    return problems;
  }

  /** Whether somebody born in that year is surely under age on a day: only the year is known. */
  static boolean under(int birthYear, LocalDate on) {
    return on.getYear() - birthYear < Consent.OF_AGE;
  }

  static Optional<Problem> day(@Nullable LocalDate on, LocalDate today) {
    if (on == null) {
      return Optional.of(Problem.at("on", RegistryProblem.DATE_MISSING));
    }
    return on.isAfter(today)
        ? Optional.of(Problem.at("on", RegistryProblem.DATE_IN_FUTURE))
        : Optional.empty();
  }

  static Optional<Problem> reason(String why) {
    if (why.isEmpty()) {
      return Optional.of(Problem.at("reason", RegistryProblem.REASON_MISSING));
    }
    return why.length() > LONGEST_REASON
        ? Optional.of(Problem.at("reason", RegistryProblem.TOO_LONG, LONGEST_REASON))
        : Optional.empty();
  }
}
