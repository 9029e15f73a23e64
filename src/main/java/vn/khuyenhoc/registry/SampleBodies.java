package vn.khuyenhoc.registry;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** The bodies of the sample province and of the commune of the sample accounts. */
@Component
class SampleBodies implements Sample {

  private static final String SHOWN_COMMUNE = "03721";
  private static final LocalDate SINCE = LocalDate.of(2025, 7, 1);
  private static final Set<SignedPaper> PAPERS =
      EnumSet.of(
          SignedPaper.REPORT,
          SignedPaper.STATISTICS,
          SignedPaper.PLAN,
          SignedPaper.SUBMISSION,
          SignedPaper.DECISION);
  private static final Set<SignedPaper> MEETINGS = EnumSet.of(SignedPaper.MINUTES_CHAIR);

  private final Bodies bodies;
  private final Signers signers;
  private final Areas areas;
  private final Texts texts;

  SampleBodies(Bodies bodies, Signers signers, Areas areas, Languages languages) {
    this.bodies = bodies;
    this.signers = signers;
    this.areas = areas;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 27;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    Optional<Area> province = areas.byCode(AreaLevel.PROVINCE, "14");
    Optional<Area> commune = areas.byCode(AreaLevel.COMMUNE, SHOWN_COMMUNE);
    if (province.isEmpty() || commune.isEmpty()) {
      return;
    }
    Actor keeper =
        new Actor(
            operator.accountId(),
            operator.personId(),
            operator.name(),
            java.util.List.of(new Grant(Role.PROVINCE_OFFICER, province.get().id())));
    if (!bodies.of(keeper, province.get().id()).isEmpty()) {
      return;
    }
    for (BodyKind kind :
        java.util.List.of(
            BodyKind.PEOPLES_COMMITTEE,
            BodyKind.EDUCATION_DEPARTMENT,
            BodyKind.STUDY_PROMOTION_ASSOCIATION,
            BodyKind.FATHERLAND_FRONT)) {
      add(keeper, kind, province.get());
    }
    for (BodyKind kind :
        java.util.List.of(
            BodyKind.PEOPLES_COMMITTEE,
            BodyKind.STUDY_PROMOTION_ASSOCIATION,
            BodyKind.FATHERLAND_FRONT,
            BodyKind.COUNCIL)) {
      add(keeper, kind, commune.get());
    }
  }

  private void add(Actor keeper, BodyKind kind, Area area) {
    UUID body = added(keeper, kind, area);
    if (kind == BodyKind.COUNCIL) {
      sign(keeper, body, kind, "council", SigningManner.OWN, MEETINGS, MEETINGS);
    } else {
      sign(keeper, body, kind, "head", SigningManner.OWN, PAPERS, PAPERS);
      sign(keeper, body, kind, "deputy", SigningManner.IN_PLACE, PAPERS, Set.of());
    }
  }

  /** Nobody's name: what is signed in the demonstration is signed by a sample. */
  private void sign(
      Actor keeper,
      UUID body,
      BodyKind kind,
      String who,
      SigningManner manner,
      Set<SignedPaper> papers,
      Set<SignedPaper> usual) {
    String role =
        kind == BodyKind.EDUCATION_DEPARTMENT ? "signer.sample.director." : "signer.sample.";
    signers
        .add(
            keeper,
            Ids.next(),
            body,
            new Signer.Entry(
                texts.t("signer.sample.signer." + who + "." + kind),
                texts.t(role + who),
                manner,
                "",
                "",
                papers,
                usual,
                SINCE,
                null))
        .orThrow();
  }

  private UUID added(Actor keeper, BodyKind kind, Area area) {
    String place =
        area.name().substring(0, 1).toLowerCase(texts.locale()) + area.name().substring(1);
    return bodies
        .add(
            keeper,
            Ids.next(),
            area.id(),
            new Body.Entry(
                kind,
                texts.t("registry.sample.body." + kind.name(), place),
                kind == BodyKind.COUNCIL
                    ? ""
                    : texts.t("registry.sample.body-symbol." + kind.name()),
                SINCE,
                null,
                texts.t("registry.sample.body-note")))
        .orThrow();
  }
}
