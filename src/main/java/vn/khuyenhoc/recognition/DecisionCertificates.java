package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.certificates.Certificate;
import vn.khuyenhoc.certificates.Certificates;
import vn.khuyenhoc.certificates.IssueBatch;
import vn.khuyenhoc.certificates.IssuedCertificate;
import vn.khuyenhoc.certificates.Issuer;
import vn.khuyenhoc.certificates.Series;
import vn.khuyenhoc.certificates.SeriesChoice;
import vn.khuyenhoc.certificates.WantedCertificate;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Body;

/**
 * The certificates of titles, in the plain words that the module of certificates takes: issued for
 * a whole decision at once, replaced when what they say was corrected, revoked with their titles.
 */
@Component
class DecisionCertificates {

  private static final Pattern SYMBOL =
      Pattern.compile("-([0-9A-Z\\u0110][0-9A-Z\\u0110.-]{0,19})$");
  private static final int CODE_LETTERS = 8;

  private final Certificates certificates;
  private final TitleTable titles;
  private final DecisionWording wording;
  private final Texts texts;

  DecisionCertificates(
      Certificates certificates, TitleTable titles, DecisionWording wording, Languages languages) {
    this.certificates = certificates;
    this.titles = titles;
    this.wording = wording;
    this.texts = languages.vietnamese();
  }

  /**
   * Issues a certificate of each of these titles; where one has a certificate already, another one
   * in its place.
   *
   * @param office whose office decided
   * @param seriesId which of its series gives the numbers; null for that of those replaced, else
   *     the usual one
   * @param reason why others are replaced; empty where there are none
   * @return how many
   */
  Result<Integer> issue(
      Actor actor,
      Campaign campaign,
      Decision decision,
      Area office,
      List<Title> which,
      @Nullable Integer seriesId,
      String reason) {
    if (which.isEmpty()) {
      return Result.ok(0);
    }
    String name = SigningAuthority.whole(decision.issuer());
    Result<Series> series = series(actor, campaign, decision, office, which, seriesId);
    if (!(series instanceof Result.Ok<Series> known)) {
      return Result.refused(series.problems());
    }
    String called = wording.called(campaign);
    SigningAuthority authority =
        SigningAuthority.of(DocumentKind.DECISION, name, decision.signerTitle());
    Map<UUID, UUID> before = titles.certificatesOfPrevious(decision.id());
    List<WantedCertificate> wanted = new ArrayList<>();
    Map<UUID, Title> titleOf = new HashMap<>();
    for (Title title : which) {
      UUID id = title.certificateId() == null ? title.key().id() : Ids.next();
      titleOf.put(id, title);
      wanted.add(
          new WantedCertificate(
              id,
              "title/" + title.subject().homeId() + "/" + title.subject().subjectId(),
              title.name(),
              title.level() == ModelLevel.PERSON || title.level() == ModelLevel.HOUSEHOLD,
              place(title),
              title.rated() == null ? "" : texts.t(title.rating().messageKey()),
              title.validFrom(),
              title.validUntil(),
              title.certificateId(),
              title.certificateId() == null ? "" : reason,
              title.certificateId() == null ? before.get(title.key().id()) : null));
    }
    Result<List<IssuedCertificate>> issued =
        certificates.issue(
            actor,
            new IssueBatch(
                known.value().id(),
                DecisionWording.say("certificate.title", called, String.valueOf(campaign.year())),
                code(called),
                decision.number(),
                decision.decidedOn(),
                DecisionWording.say("certificate.decider", authority.position(), name),
                decision.signerName(),
                String.join("\n", authority.block(null).capacity()),
                AreaNames.place(office.name()),
                decision.decidedOn(),
                wanted));
    if (!(issued instanceof Result.Ok<List<IssuedCertificate>> done)) {
      return Result.refused(issued.problems());
    }
    titles.certified(
        done.value().stream()
            .map(
                one ->
                    new TitleTable.Certified(
                        Objects.requireNonNull(titleOf.get(one.id())).key(),
                        one.id(),
                        one.number()))
            .toList());
    return Result.ok(done.value().size());
  }

  /** In whose name certificates of a decision are usually issued, and with which symbol. */
  private Issuer issuer(Campaign campaign, Decision decision, Area office) {
    Matcher symbol = SYMBOL.matcher(decision.number());
    Optional<Body> issuer =
        wording.body(campaign, StepKind.CERTIFICATE, office.id(), decision.decidedOn());
    return new Issuer(
        office.id(),
        issuer
            .map(Body::symbol)
            .filter(sign -> !sign.isEmpty())
            .orElseGet(() -> symbol.find() ? symbol.group(1) : DecisionWording.say("symbol")),
        issuer.map(Body::name).orElseGet(decision::issuer).transform(SigningAuthority::whole),
        "");
  }

  /** From where the numbers can come, the usual series first. */
  List<SeriesChoice> series(Campaign campaign, Decision decision, Area office) {
    return certificates.choices(issuer(campaign, decision, office), decision.decidedOn().getYear());
  }

  private Result<Series> series(
      Actor actor,
      Campaign campaign,
      Decision decision,
      Area office,
      List<Title> which,
      @Nullable Integer seriesId) {
    int year = decision.decidedOn().getYear();
    Integer wanted = seriesId;
    if (wanted == null) {
      List<UUID> before =
          which.stream().map(Title::certificateId).filter(Objects::nonNull).limit(1).toList();
      wanted =
          certificates.byIds(before).values().stream()
              .map(Certificate::series)
              .filter(one -> one.issuer().areaId() == office.id() && one.year() == year)
              .map(Series::id)
              .findFirst()
              .orElse(null);
    }
    if (wanted == null) {
      return certificates.series(actor, issuer(campaign, decision, office), year);
    }
    Series series = certificates.seriesOf(actor, wanted);
    if (series.issuer().areaId() != office.id() || series.year() != year) {
      throw new NotFoundException("series " + wanted + " of this office and year");
    }
    return Result.ok(series);
  }

  /** Certificates end with their titles. */
  Result<Integer> revoke(Actor actor, List<UUID> which, LocalDate on, String reason) {
    return which.isEmpty() ? Result.ok(0) : certificates.revokeDecided(actor, which, on, reason);
  }

  private static String place(Title title) {
    String own = DecisionWording.inSentence(title.areaName());
    return title.areaName().equals(title.officeName())
        ? own
        : own + ", " + DecisionWording.inSentence(title.officeName());
  }

  /** The first letters of its words: GDHT. */
  private static String code(String called) {
    StringBuilder code = new StringBuilder();
    for (String word : VietnameseText.fold(called).split("[^a-z0-9]+")) {
      if (!word.isEmpty() && code.length() < CODE_LETTERS) {
        code.append(word.substring(0, 1).toUpperCase(Locale.ROOT));
      }
    }
    return code.toString();
  }
}
