package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khuyenhoc.recognition.Scene.codes;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.certificates.CertificateStatus;
import vn.khuyenhoc.certificates.Certificates;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Decisions.Correction;
import vn.khuyenhoc.recognition.Decisions.Issue;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;

/** What happens to people, places and other officers' work between the scores and the decision. */
@ModuleTest
@Import(Scene.class)
class BetweenScoreAndDecisionTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private Recognition recognition;
  @Autowired private Decisions decisions;
  @Autowired private Dossiers dossiers;
  @Autowired private RecognitionWork work;
  @Autowired private Titles titles;
  @Autowired private Households households;
  @Autowired private Certificates certificates;
  @Autowired private TallyCheck tallies;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private Scene scene;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;
  private HouseholdKey moving;

  @BeforeEach
  void threeHouseholdsApproved() {
    cast = scene.cast();
    moving = cast.household(0, "Lò Văn Chuyển");
    cast.households(0, 2);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
  }

  private UUID drafted() {
    return decisions
        .draft(cast.officer, cast.campaign, cast.commune, Selection.all(), Ids.next())
        .orThrow();
  }

  private static Issue issue(String number, LocalDate day, @Nullable Integer seen) {
    return new Issue("UBND xã Thượng", number, day, "Người Ký", "Chủ tịch", seen, null);
  }

  /** Who keeps the register of the whole province. */
  private Actor keeper() {
    return new Actor(
        null,
        cast.officer.personId(),
        "Người giữ sổ",
        List.of(
            new Grant(Role.COMMUNE_OFFICER, cast.place.province()),
            new Grant(Role.COMMUNE_OFFICER, cast.commune)));
  }

  @Test
  void aHouseholdThatMovedIsNamedTakenOutAndRecognisedWhereItLivesNow() {
    UUID draft = drafted();
    households
        .move(
            keeper(),
            moving,
            households.byId(moving).orElseThrow().version(),
            cast.village(4),
            TODAY,
            "Chuyển sang Xã Hạ")
        .orThrow();
    assertThat(decisions.draft(cast.officer, draft).unfit()).isEqualTo(1);
    assertThat(decisions.issue(cast.officer, draft, issue("1/QĐ-UBND", TODAY, 3)).problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code()).isEqualTo(RecognitionProblem.DRAFT_UNFIT);
              assertThat(problem.arguments()).contains("Lò Văn Chuyển");
            });
    assertThat(cast.tally().recognised()).isZero();
    assertThat(decisions.takeOutUnfit(cast.officer, draft).orThrow()).isEqualTo(1);
    assertThat(
            decisions
                .issue(cast.officer, draft, issue("1/QĐ-UBND", TODAY, 2))
                .orThrow()
                .recognised())
        .isEqualTo(2);
    int other = cast.place.communes().getLast();
    Actor there = cast.person("Cán bộ Hạ", Role.COMMUNE_OFFICER, other);
    UUID second =
        decisions.draft(there, cast.campaign, other, Selection.all(), Ids.next()).orThrow();
    assertThat(
            decisions
                .issue(
                    there,
                    second,
                    new Issue("UBND xã Hạ", "1/QĐ-UBND", TODAY, "Người Hạ", "Chủ tịch", 1, null))
                .orThrow()
                .recognised())
        .isEqualTo(1);
    assertThat(titles.of(cast.of(moving))).hasSize(1);
  }

  @Test
  void theTitleOfAHouseholdThatMovedIsTakenBackByTheOfficeThatGaveIt() {
    UUID decision = drafted();
    decisions.issue(cast.officer, decision, issue("5/QĐ-UBND", TODAY, 3)).orThrow();
    decisions.certify(cast.officer, decision, null).orThrow();
    households
        .move(
            keeper(),
            moving,
            households.byId(moving).orElseThrow().version(),
            cast.village(4),
            TODAY,
            "Chuyển sang Xã Hạ")
        .orThrow();
    Title title = titles.of(cast.of(moving)).getFirst();
    assertThat(title.areaId()).isEqualTo(cast.village(4));
    Decisions.Revocation wanted =
        new Decisions.Revocation(title.version(), TODAY, "6/QĐ-UBND", "Khai không đúng", true);
    Actor there = cast.person("Cán bộ Hạ", Role.COMMUNE_OFFICER, cast.place.communes().getLast());
    assertThat(titles.byKey(there, title.key()).name()).isEqualTo(title.name());
    assertThatThrownBy(() -> decisions.revoke(there, title.key(), wanted))
        .isInstanceOf(NotFoundException.class);
    assertThat(titles.byKey(cast.officer, title.key()).decidedIn()).isEqualTo(cast.commune);
    Title revoked = decisions.revoke(cast.officer, title.key(), wanted).orThrow();
    assertThat(revoked.state(TODAY)).isEqualTo(Title.State.REVOKED);
    UUID certificate = Objects.requireNonNull(revoked.certificateId());
    assertThat(
            Objects.requireNonNull(certificates.byIds(List.of(certificate)).get(certificate))
                .status(TODAY))
        .isEqualTo(CertificateStatus.REVOKED);
    assertThat(tallies.faults()).isEmpty();
  }

  @Test
  void theDraftOfACommuneThatWasMergedIsIssuedByTheOneThatReceivedIt() {
    UUID draft = drafted();
    List<Area> old = areas.below(List.of(cast.place.province()), AreaLevel.COMMUNE);
    After one = new After(old.getFirst().code() + "M", "Xã Chung", "COMMUNE", "");
    reorganisations
        .apply(
            cast.province,
            cast.place.province(),
            LocalDate.of(2026, 11, 1),
            Decree.of("7/NQ"),
            DeclaredChanges.none()
                .with(
                    old.stream()
                        .map(area -> new Link(0, Before.of(area), one, Extent.WHOLE))
                        .toArray(Link[]::new)))
        .orThrow();
    int merged = areas.standing(cast.commune);
    assertThat(merged).isNotEqualTo(cast.commune);
    Actor there = cast.person("Cán bộ Chung", Role.COMMUNE_OFFICER, merged);
    assertThat(decisions.drafts(there, cast.campaign, merged))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(draft);
              assertThat(found.officeName()).isEqualTo("Xã Chung");
              assertThat(found.unfit()).isZero();
            });
    assertThat(
            decisions
                .issue(
                    there,
                    draft,
                    new Issue("UBND xã Chung", "1/QĐ-UBND", TODAY, "Người Ký", "Chủ tịch", 3, null))
                .orThrow()
                .recognised())
        .isEqualTo(3);
    assertThat(dossiers.decision(there, draft).communeId()).isEqualTo(merged);
  }

  @Test
  void theDraftOfACommuneThatWasDividedIsTakenOverByItsParts() {
    cast.households(1, 1);
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    UUID draft = drafted();
    Area old = areas.byId(cast.commune);
    int id =
        reorganisations
            .apply(
                cast.province,
                cast.place.province(),
                LocalDate.of(2026, 11, 1),
                Decree.of("8/NQ"),
                DeclaredChanges.none()
                    .with(
                        new Link(
                            0,
                            Before.of(old),
                            new After(old.code() + "A", "Xã Đông", "COMMUNE", ""),
                            Extent.PART),
                        new Link(
                            0,
                            Before.of(old),
                            new After(old.code() + "B", "Xã Tây", "COMMUNE", ""),
                            Extent.PART)))
            .orThrow()
            .id();
    int east = commune("Xã Đông");
    int west = commune("Xã Tây");
    reorganisations
        .assign(cast.province, id, Map.of(cast.village(0), east, cast.village(1), west))
        .orThrow();
    Actor eastern = cast.person("Cán bộ Đông", Role.COMMUNE_OFFICER, east);
    Actor western = cast.person("Cán bộ Tây", Role.COMMUNE_OFFICER, west);
    assertThat(decisions.drafts(eastern, cast.campaign, east))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.toTakeOver()).isTrue();
              assertThat(found.dossiers()).isEqualTo(4);
              assertThat(found.elsewhere()).isEqualTo(1);
            });
    assertThat(decisions.drafted(eastern, draft, 1, 10).rows()).hasSize(3);
    assertThat(work.waitingFor(eastern))
        .filteredOn(one -> one.messageKey().equals("work.draft"))
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(3));
    assertThat(codes(decisions.issue(eastern, draft, issue("1/QĐ-UBND", TODAY, null))))
        .containsExactly("RECOGNITION-226");
    assertThat(codes(decisions.takeOutUnfit(eastern, draft))).containsExactly("RECOGNITION-226");
    UUID own = decisions.takeOver(eastern, draft).orThrow();
    assertThat(own).isNotEqualTo(draft);
    assertThat(decisions.draft(eastern, own).unfit()).isZero();
    assertThat(decisions.issue(eastern, own, issue("1/QĐ-UBND", TODAY, 3)).orThrow().recognised())
        .isEqualTo(3);
    assertThat(decisions.drafts(eastern, cast.campaign, east)).isEmpty();
    assertThat(decisions.drafts(western, cast.campaign, west))
        .as("nothing of the other part is lost")
        .singleElement()
        .satisfies(found -> assertThat(found.elsewhere()).isZero());
    assertThat(decisions.takeOver(western, draft).orThrow()).isEqualTo(draft);
    assertThat(decisions.draft(western, draft).toTakeOver()).isFalse();
    assertThat(decisions.drop(western, draft).orThrow()).isEqualTo(1);
    assertThat(dossiers.ready(western, cast.campaign, west))
        .singleElement()
        .satisfies(one -> assertThat(one.dossiers()).isEqualTo(1));
  }

  private int commune(String name) {
    return areas.below(List.of(cast.place.province()), AreaLevel.COMMUNE).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void theSecondOfTwoOfficersIsToldWhatTheFirstDid() {
    Actor second = cast.person("Cán bộ Hai", Role.COMMUNE_OFFICER, cast.commune);
    DossierKey key = cast.key(0, 0);
    assertThat(
            codes(
                recognition.approve(
                    second, cast.campaign, cast.commune, Selection.these(List.of(key)))))
        .containsExactly("RECOGNITION-041");
    UUID draft = drafted();
    assertThat(
            codes(
                decisions.draft(
                    second,
                    cast.campaign,
                    cast.commune,
                    Selection.these(List.of(key)),
                    Ids.next())))
        .containsExactly("RECOGNITION-200");
    DecisionDraft seen = decisions.draft(second, draft);
    DecisionText mine = new DecisionText("Về việc một", "Căn cứ một;", "Điều một.");
    decisions.write(cast.officer, draft, seen.edition(), seen.issuer(), mine).orThrow();
    assertThat(codes(decisions.write(second, draft, seen.edition(), seen.issuer(), seen.text())))
        .containsExactly("RECOGNITION-202");
    assertThat(decisions.draft(second, draft).text()).isEqualTo(mine);
    recognition
        .giveBack(second, cast.campaign, cast.commune, List.of(key), "Thiếu minh chứng", List.of())
        .orThrow();
    assertThat(
            codes(
                recognition.giveBack(
                    cast.officer,
                    cast.campaign,
                    cast.commune,
                    List.of(key),
                    "Thiếu minh chứng",
                    List.of())))
        .containsExactly("RECOGNITION-046");
    assertThat(codes(decisions.issue(cast.officer, draft, issue("2/QĐ-UBND", TODAY, 3))))
        .as("what was given back meanwhile is in it no more")
        .containsExactly("RECOGNITION-062");
  }

  @Test
  void aDecisionIsNotDatedBeforeTheMeetingThatAgreedToWhatItRecognises() {
    Timestamp sent = Timestamp.from(Instant.parse("2026-10-20T03:00:00Z"));
    jdbc.sql("update recognition.dossier set sent_at = :at where campaign_id = :id")
        .param("at", sent)
        .param("id", cast.campaign)
        .update();
    LocalDate met = LocalDate.of(2026, 10, 28);
    UUID meeting = Ids.next();
    jdbc.sql(
            """
            insert into recognition.meeting (meeting_id, campaign_id, area_id, kind, status, held_on, place, listed_at,
              chair, secretary, present, percent, recorded_at, actor)
            values (:id, :campaign, :area, 'COUNCIL', 'HELD', :day, 'x', :at, 'x', 'x', 5, 60, :at, 'x')
            """)
        .param("id", meeting)
        .param("campaign", cast.campaign)
        .param("area", cast.commune)
        .param("day", java.sql.Date.valueOf(met))
        .param("at", sent)
        .update();
    jdbc.sql(
            """
            insert into recognition.vote (meeting_id, home_id, dossier_id, place, name, version)
            select :id, home_id, dossier_id, 1, 'x', version from recognition.dossier where campaign_id = :campaign
            """)
        .param("id", meeting)
        .param("campaign", cast.campaign)
        .update();
    UUID draft = drafted();
    assertThat(codes(decisions.issue(cast.officer, draft, issue("3/QĐ-UBND", met.minusDays(1), 3))))
        .containsExactly("RECOGNITION-056");
    decisions.issue(cast.officer, draft, issue("3/QĐ-UBND", TODAY, 3)).orThrow();
    assertThat(
            codes(
                decisions.correct(
                    cast.officer,
                    draft,
                    new Correction(
                        dossiers.decision(cast.officer, draft).edition(),
                        "UBND xã Thượng",
                        "3/QĐ-UBND",
                        met.minusDays(1),
                        "Người Ký",
                        "Chủ tịch",
                        "",
                        "Ghi nhầm ngày"))))
        .as("nor by a correction")
        .containsExactly("RECOGNITION-056");
  }

  @Test
  void aTitleThatBeginsLaterIsNotYetInForce() {
    UUID draft = drafted();
    decisions.issue(cast.officer, draft, issue("4/QĐ-UBND", TODAY, 3)).orThrow();
    Title title = titles.of(cast.of(moving)).getFirst();
    assertThat(title.state(TODAY)).isEqualTo(Title.State.VALID);
    assertThat(title.state(TODAY.minusDays(1))).isEqualTo(Title.State.NOT_YET);
    jdbc.sql("update recognition.title set valid_from = valid_from + 5 where title_id = :id")
        .param("id", title.key().id())
        .update();
    TitleFilter all = new TitleFilter(cast.commune, null, null, null, "");
    assertThat(titles.list(cast.officer, all, 1, 50).counts())
        .containsEntry(Title.State.NOT_YET, 1)
        .containsEntry(Title.State.VALID, 2);
    assertThat(
            titles
                .list(
                    cast.officer,
                    new TitleFilter(cast.commune, null, null, Title.State.NOT_YET, ""),
                    1,
                    10)
                .found()
                .rows())
        .hasSize(1);
  }
}
