package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;

/**
 * What a decision usually says, to be gone over before it is printed. Its grounds are the documents
 * that the criteria and the procedure name, and no others.
 */
@Component
class DecisionWording {

  /** The most letters of grounds or articles. */
  static final int MOST_LETTERS = 6000;

  private static final Locale VIETNAMESE = Locale.of("vi", "VN");
  private static final Wording WORDING = Wording.of("decision");

  private final Texts texts;

  private final Bodies bodies;
  private final Clock clock;

  DecisionWording(Languages languages, Bodies bodies, Clock clock) {
    this.texts = languages.vietnamese();
    this.bodies = bodies;
    this.clock = clock;
  }

  static String say(String key, @Nullable Object... values) {
    return WORDING.say(key, values);
  }

  /**
   * The body of the register that does a step of the procedure at a place on a day.
   *
   * @return empty where the procedure names none, or none is written down there
   */
  Optional<Body> body(Campaign campaign, StepKind step, int officeId, LocalDate day) {
    return campaign
        .procedure()
        .step(step)
        .map(Procedure.Step::by)
        .flatMap(by -> bodies.at(by.body(), by.level(), officeId, day));
  }

  /** How the numbers of an issuer are written: "UBND", or as the register of bodies has it. */
  String symbol(Campaign campaign, int officeId, String issuer, LocalDate day) {
    return body(campaign, StepKind.DECISION, officeId, day)
        .filter(body -> body.name().equals(issuer) && !body.symbol().isEmpty())
        .map(Body::symbol)
        .orElseGet(() -> say("symbol"));
  }

  /**
   * Who issues it: the body of the register, else "UBND xã Thuận Châu" or what body the procedure
   * names.
   */
  String issuer(Campaign campaign, Area office) {
    return body(campaign, StepKind.DECISION, office.id(), LocalDate.now(clock))
        .map(Body::name)
        .orElseGet(() -> usualIssuer(campaign, office));
  }

  private String usualIssuer(Campaign campaign, Area office) {
    Procedure.Doer by =
        campaign.procedure().step(StepKind.DECISION).map(Procedure.Step::by).orElse(null);
    BodyKind kind = by == null ? BodyKind.PEOPLES_COMMITTEE : by.body();
    return kind == BodyKind.PEOPLES_COMMITTEE
        ? say("issuer.committee", inSentence(office.name()))
        : say("issuer.other", texts.t(kind.messageKey()), inSentence(office.name()));
  }

  /** Who proposes: the body of the register that appraises there, else what it usually is. */
  String proposer(Campaign campaign, Area office, LocalDate day) {
    return body(campaign, StepKind.APPRAISAL, office.id(), day)
        .map(Body::name)
        .orElseGet(
            () ->
                say(
                    "issuer.other",
                    campaign
                        .procedure()
                        .step(StepKind.APPRAISAL)
                        .map(Procedure.Step::by)
                        .map(by -> texts.t(by.body().messageKey()))
                        .orElse(texts.t(BodyKind.STUDY_PROMOTION_ASSOCIATION.messageKey())),
                    inSentence(office.name())));
  }

  /** The usual words. */
  DecisionText usual(Campaign campaign, Area office, CriteriaSet set) {
    Procedure procedure = campaign.procedure();
    String title = called(campaign);
    String year = String.valueOf(campaign.year());
    List<String> grounds = new ArrayList<>();
    if (!set.basis().isBlank()) {
      grounds.add(ground(set.basis()));
    }
    procedure
        .step(StepKind.DECISION)
        .map(Procedure.Step::source)
        .filter(source -> !source.isBlank() && !source.equals(set.basis()))
        .ifPresent(source -> grounds.add(ground(source)));
    grounds.add(
        say(
            "ground.proposal",
            procedure
                .step(StepKind.APPRAISAL)
                .map(Procedure.Step::by)
                .map(by -> texts.t(by.body().messageKey()))
                .orElse(texts.t(BodyKind.STUDY_PROMOTION_ASSOCIATION.messageKey())),
            inSentence(office.name())));
    Procedure.Validity validity = procedure.content().validity();
    List<String> articles =
        List.of(
            say("article.recognise", title, year),
            say("article.validity." + validity.from().name(), validity.months()),
            say("article.force"),
            say("article.carry-out", inSentence(office.name())));
    return new DecisionText(
        say("subject", title, year), String.join("\n", grounds), String.join("\n", articles));
  }

  /** "Căn cứ Nghị định 86/2023/NĐ-CP;" for "Theo Nghị định 86/2023/NĐ-CP". */
  private static String ground(String source) {
    String after = say("ground.after") + " ";
    return say("ground", source.startsWith(after) ? source.substring(after.length()) : source);
  }

  /** "Gia đình học tập". */
  String called(Campaign campaign) {
    String model = texts.t(campaign.modelKey());
    return campaign.form().isEmpty()
        ? model
        : texts.t("campaigns.form", model, campaign.formName());
  }

  /** A name inside a sentence: "xã Thuận Châu". */
  static String inSentence(String name) {
    return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(VIETNAMESE) + name.substring(1);
  }
}
