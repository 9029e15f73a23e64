package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reports.ReportContent.Place;
import vn.khuyenhoc.support.ModuleTest;

/** Numbers that are put together level by level. */
@ModuleTest
class ReportMergingTest {

  private static final String MEMBERS = "H.MEMBERS";
  private static final Place NATION = new Place(1, "NATION", "", "Việt Nam");
  private static final List<Place> PROVINCES =
      List.of(new Place(10, "PROVINCE", "14", "Tỉnh A"), new Place(20, "PROVINCE", "15", "Tỉnh B"));

  @Autowired private Languages languages;

  @Test
  void whatWasMissingBelowTravelsUp() {
    ReportContent first = put(PROVINCES.get(0), null, communes(100, 5), communesSent(100, 2));
    assertThat(members(first).value()).isEqualTo("20");
    assertThat(members(first).remark()).contains("Mới gồm 2/5 xã, phường.", "Xã 104");
    ReportContent second = put(PROVINCES.get(1), null, communes(200, 3), communesSent(200, 3));
    assertThat(members(second).remark()).isEmpty();

    ReportContent nation =
        put(NATION, null, PROVINCES, Map.of(10, sent(10, first), 20, sent(20, second)));
    assertThat(members(nation).value()).isEqualTo("50");
    assertThat(members(nation).remark()).isEqualTo("Mới gồm 2/5 xã, phường của Tỉnh A.");
    assertThat(members(nation).reached(10))
        .containsExactly(new ReportFigure.Reached(10, "Tỉnh A", "COMMUNE", 2, 5));
    assertThat(Objects.requireNonNull(nation.section(ReportSection.ORGANISATION)).sentences())
        .anyMatch(said -> said.contains("50") && said.contains("2/5 xã, phường của Tỉnh A"));

    ReportContent open = put(NATION, null, PROVINCES, Map.of(10, sent(10, first)));
    assertThat(members(open).remark())
        .contains("1/2 tỉnh, thành phố; 2/5 xã, phường của Tỉnh A", "Chưa gồm: Tỉnh B.");
  }

  @Test
  void manyIncompleteAreasAreToldTogether() {
    ReportContent first = put(PROVINCES.get(0), null, communes(100, 5), communesSent(100, 2));
    ReportContent second = put(PROVINCES.get(1), null, communes(200, 9), communesSent(200, 3));
    ReportContent nation =
        put(NATION, null, PROVINCES, Map.of(10, sent(10, first), 20, sent(20, second)));
    assertThat(members(nation).remark()).isEqualTo("Mới gồm 5/14 xã, phường của 2 nơi đã gửi.");
  }

  @Test
  void anOwnNumberBesideAFewOfItsPartsStandsAndGoesUp() {
    ReportContent province =
        put(PROVINCES.get(0), "310000", communes(100, 75), communesSent(100, 6));
    ReportFigure own = members(province);
    assertThat(own.value()).isEqualTo("310000");
    assertThat(own.state()).isEqualTo(ReportFigure.State.REPORTED);
    assertThat(own.remark()).contains("số của chính nơi báo cáo", "6/75 xã, phường", "60");
    ReportContent nation = put(NATION, null, PROVINCES, Map.of(10, sent(10, province)));
    assertThat(members(nation).value()).isEqualTo("310000");
    assertThat(members(nation).remark()).doesNotContain("Không cộng", "xã, phường");
  }

  @Test
  void anOwnNumberThatDiffersFromAllItsPartsIsFlaggedAndStillGoesUp() {
    for (int sent : List.of(3, 2)) {
      // all three are there and differ; two of three already come to more than the whole
      ReportContent province =
          put(PROVINCES.get(0), sent == 3 ? "50" : "15", communes(100, 3), communesSent(100, sent));
      ReportFigure own = members(province);
      assertThat(own.state()).isEqualTo(ReportFigure.State.APART);
      assertThat(own.remark()).contains(sent == 3 ? "50" : "15", String.valueOf(sent * 10));
      ReportContent nation = put(NATION, null, PROVINCES, Map.of(10, sent(10, province)));
      assertThat(members(nation).value()).isEqualTo(own.value());
    }
  }

  @Test
  void whoIsMissingIsNamedOnce() {
    ReportContent province = put(PROVINCES.get(0), null, communes(100, 75), communesSent(100, 6));
    String all = ReportJson.write(province.sections());
    assertThat(all.split("Xã 174", -1)).hasSize(3); // the list, and the line of the table
    assertThat(all).contains("Danh sách 1. Chưa gửi báo cáo (69): Xã 106");
  }

  @Test
  void contentFromBeforeThisWasToldIsStillRead() {
    ReportContent province = put(PROVINCES.get(0), null, communes(100, 5), communesSent(100, 2));
    String old = ReportJson.write(province).replaceAll(",\"reached\":\\[[^]]*]", "");
    assertThat(old).doesNotContain("reached");
    assertThat(members(ReportJson.content(old)).reached()).isEmpty();
  }

  @Test
  void aLaterMomentAloneIsNoDifference() {
    ReportContent one = saying("2026-11-02T01:00:00Z", "Tính đến 08:00 02/11/2026: 5 hộ.");
    ReportContent same = saying("2026-11-02T01:01:00Z", "Tính đến 08:01 02/11/2026: 5 hộ.");
    ReportContent other = saying("2026-11-02T01:01:00Z", "Tính đến 08:01 02/11/2026: 6 hộ.");
    assertThat(ReportDifferences.of(one, same, languages.vietnamese()).prepared()).isEmpty();
    assertThat(ReportDifferences.of(one, other, languages.vietnamese()).prepared())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.gone()).containsExactly("Tính đến 08:00 02/11/2026: 5 hộ.");
              assertThat(told.added()).containsExactly("Tính đến 08:01 02/11/2026: 6 hộ.");
            });
  }

  private ReportContent saying(String filledAt, String sentence) {
    ReportContent content = content(PROVINCES.get(0), null, List.of());
    assertThat(languages.vietnamese().dateTime(Instant.parse(filledAt))).isSubstringOf(sentence);
    return new ReportContent(
        content.format(),
        content.form(),
        content.from(),
        content.until(),
        content.year(),
        content.area(),
        content.above(),
        content.below(),
        filledAt,
        false,
        List.of(
            new ReportContent.Section(
                ReportSection.SITUATION, "I", List.of(sentence), "", List.of(), List.of())),
        content.figures(),
        null,
        List.of(),
        null);
  }

  private static List<Place> communes(int from, int count) {
    List<Place> all = new ArrayList<>();
    for (int at = from; at < from + count; at++) {
      all.add(new Place(at, "COMMUNE", String.valueOf(at), "Xã " + at));
    }
    return all;
  }

  /** Of so many communes, ten members each. */
  private static Map<Integer, Report.Sent> communesSent(int from, int count) {
    Map<Integer, Report.Sent> all = new LinkedHashMap<>();
    for (Place one : communes(from, count)) {
      all.put(one.id(), sent(one.id(), content(one, "10", List.of())));
    }
    return all;
  }

  private ReportContent put(
      Place area, @Nullable String own, List<Place> below, Map<Integer, Report.Sent> sent) {
    ReportContent filled = content(area, own, below);
    return ReportAssembly.of(
        filled,
        Map.of(),
        Map.of(),
        List.of(),
        ReportMerging.of(filled, below, sent, Set.of(), Instant.EPOCH),
        languages.vietnamese());
  }

  private static ReportFigure members(ReportContent content) {
    return Objects.requireNonNull(content.figure(MEMBERS));
  }

  private static Report.Sent sent(int area, ReportContent content) {
    return new Report.Sent(
        new UUID(0, area), area, 1, ReportJson.write(content), "", "", Instant.EPOCH, "");
  }

  private static ReportContent content(Place area, @Nullable String members, List<Place> below) {
    ReportFigure figure =
        new ReportFigure(
            MEMBERS,
            "Số hội viên",
            ReportFigure.Kind.COUNT,
            "người",
            members,
            null,
            null,
            null,
            members == null ? ReportFigure.State.NOT_REPORTED : ReportFigure.State.REPORTED,
            "",
            "",
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    return new ReportContent(
        1,
        ReportForm.YEAR,
        "2026-01-01",
        "2026-12-31",
        2026,
        area,
        List.of(),
        below,
        "2026-11-02T01:00:00Z",
        false,
        List.of(section(ReportSection.ORGANISATION), section(ReportSection.BELOW)),
        List.of(figure),
        null,
        List.of(),
        null);
  }

  private static ReportContent.Section section(ReportSection key) {
    return new ReportContent.Section(key, key.name(), List.of(), "", List.of(), List.of());
  }
}
