package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.areas.DeclaredChanges.Abolition;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Assignment;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.ReorganisationPlan.Changed;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;

/** What becomes of areas by what a decree says, and everything that can be wrong with it. */
class ReorganisationRulesTest {

  private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
  private static final LocalDate LONG_AGO = LocalDate.of(1976, 7, 2);

  /** 1 nation, 2 province 14, 3 and 4 districts, 11–14 communes, 101–104 a village in each. */
  private static List<Area> tree() {
    List<Area> tree = new ArrayList<>();
    tree.add(area(1, AreaLevel.NATION, null, "VN", "Cả nước", "NATION"));
    tree.add(area(2, AreaLevel.PROVINCE, 1, "14", "Tỉnh Sơn La", "PROVINCE"));
    tree.add(area(3, AreaLevel.DISTRICT, 2, "116", "Thành phố Sơn La", "CITY"));
    tree.add(area(4, AreaLevel.DISTRICT, 2, "119", "Huyện Thuận Châu", "DISTRICT"));
    tree.add(area(11, AreaLevel.COMMUNE, 3, "0011", "Phường Chiềng Lề", "WARD"));
    tree.add(area(12, AreaLevel.COMMUNE, 3, "0012", "Phường Tô Hiệu", "WARD"));
    tree.add(area(13, AreaLevel.COMMUNE, 4, "0013", "Xã Hòa Bình", "COMMUNE"));
    tree.add(area(14, AreaLevel.COMMUNE, 4, "0014", "Xã Noong Lay", "COMMUNE"));
    for (int i = 1; i <= 4; i++) {
      tree.add(area(100 + i, AreaLevel.VILLAGE, 10 + i, "V" + i, "Bản " + i, "VILLAGE"));
    }
    return tree;
  }

  private static Area area(
      int id, AreaLevel level, @Nullable Integer parent, String code, String name, String kind) {
    return new Area(id, level, parent, code, name, kind, LONG_AGO, null);
  }

  private static Link link(
      int line, String oldCode, String oldName, String newCode, String newName, Extent extent) {
    return new Link(
        line, new Before(AreaLevel.COMMUNE, oldCode, oldName), new After(newCode, newName), extent);
  }

  private static ReorganisationPlan plan(List<Area> tree, DeclaredChanges declared, Area... later) {
    return ReorganisationRules.plan(
        new ReorganisationRules.Known(DAY, tree, Arrays.asList(later), Set.of()), declared);
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream()
        .map(one -> one.line() + " " + ((AreasProblem) one.problem().code()).name())
        .toList();
  }

  private static Changed changed(ReorganisationPlan plan, int id) {
    return plan.changed().stream().filter(one -> one.was().id() == id).findFirst().orElseThrow();
  }

  private static List<Listed> afterList() {
    return List.of(
        new Listed(2, AreaLevel.PROVINCE, "province", "14", "Tỉnh Sơn La", ""),
        new Listed(3, AreaLevel.COMMUNE, "ward", "0011", "Phường Tô Hiệu", "14"),
        new Listed(4, AreaLevel.COMMUNE, "commune", "0013", "Xã Hoà Bình", "14"));
  }

  @Test
  void whatTwoWerePutIntoIsNewThoughItKeepsACode() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(
                    link(2, "0011", "Phường Chiềng Lề", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(3, "0012", "Phường Tô Hiệu", "0011", "Phường Tô Hiệu", Extent.WHOLE)));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.created()).hasSize(1);
    assertThat(plan.created().getFirst().kind()).isEqualTo("WARD");
    assertThat(plan.created().getFirst().parent()).isEqualTo(3);
    assertThat(plan.ended()).extracting(Area::id).containsExactlyInAnyOrder(11, 12);
    assertThat(plan.successions()).hasSize(2).allMatch(one -> one.to() == -1);
    assertThat(changed(plan, 101).parent()).isEqualTo(-1);
    assertThat(changed(plan, 102).parent()).isEqualTo(-1);
    assertThat(plan.changed()).hasSize(2);
  }

  @Test
  void oneThatGoesOnAsAWholeUnderAnotherNameStaysItself() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(link(2, "0014", "Xã Noong Lay", "0099", "Xã Chiềng La", Extent.WHOLE)));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.created()).isEmpty();
    assertThat(plan.ended()).isEmpty();
    Changed same = changed(plan, 14);
    assertThat(same.renamed()).isTrue();
    assertThat(same.recoded()).isTrue();
    assertThat(same.moved()).isFalse();
  }

  @Test
  void theDayListEndsDistrictsAndLeavesWhatNobodySpeaksOfUndecidedBelowTheProvince() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(
                    link(2, "0011", "Phường Chiềng Lề", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(3, "0012", "Phường Tô Hiệu", "0011", "Phường Tô Hiệu", Extent.WHOLE))
                .listed(afterList()));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.ended()).extracting(Area::id).contains(3, 4, 11, 12).hasSize(4);
    assertThat(plan.undecided()).extracting(Area::id).containsExactly(14);
    assertThat(changed(plan, 14).parent()).isEqualTo(2);
    assertThat(changed(plan, 13).parent()).isEqualTo(2);
    assertThat(changed(plan, 13).renamed()).isFalse();
    assertThat(plan.unchanged()).isEqualTo(1);
    assertThat(plan.created().getFirst().parent()).isEqualTo(2);
    assertThat(codes(plan.hints())).contains("4 NAME_WRITTEN_OTHERWISE");
  }

  @Test
  void aSuccessorThatNobodySpeaksOfIsContestedAndNew() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(link(2, "0011", "Phường Chiềng Lề", "0012", "Phường Tô Hiệu", Extent.WHOLE)));
    assertThat(plan.undecided()).extracting(Area::id).containsExactly(12);
    assertThat(plan.created()).hasSize(1);
    assertThat(codes(plan.hints())).containsExactly("2 CODE_TAKEN");
  }

  @Test
  void aDividedCommuneLeavesWhatIsNotAssignedOnALineOfItsOwn() {
    List<Area> tree = tree();
    tree.add(area(105, AreaLevel.VILLAGE, 13, "V5", "Bản 5", "VILLAGE"));
    ReorganisationPlan plan =
        plan(
            tree,
            DeclaredChanges.none()
                .with(
                    link(2, "0013", "Xã Hòa Bình", "0031", "Xã Hòa Một", Extent.PART),
                    link(3, "0013", "Xã Hòa Bình", "0032", "Xã Hòa Hai", Extent.PART))
                .assigning(
                    List.of(
                        new Assignment(4, new Before(AreaLevel.VILLAGE, "V5", "Bản 5"), "0032"))));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.unassigned()).hasSize(1);
    int holder = plan.unassigned().getFirst().holder();
    assertThat(plan.created().get(-holder - 1).kind()).isEqualTo(AreaKinds.UNASSIGNED);
    assertThat(plan.created().get(-holder - 1).level()).isEqualTo(AreaLevel.COMMUNE);
    assertThat(plan.created().get(-holder - 1).parent()).isEqualTo(4);
    assertThat(changed(plan, 103).parent()).isEqualTo(holder);
    assertThat(changed(plan, 105).parent()).isEqualTo(-2);
    assertThat(codes(plan.hints())).containsExactly("2 DIVIDED_UNASSIGNED");
  }

  @Test
  void partsInTwoDistrictsLieBelowWhatBothBelongTo() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(
                    link(2, "0013", "", "0031", "Xã Một", Extent.PART),
                    link(3, "0013", "", "0032", "Xã Hai", Extent.PART),
                    link(4, "0012", "", "0032", "Xã Hai", Extent.WHOLE)));
    assertThat(codes(plan.problems())).containsExactly("3 PARENT_AMBIGUOUS");
    plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(
                    link(2, "0013", "", "0031", "Xã Một", Extent.PART),
                    new Link(
                        3,
                        new Before(AreaLevel.COMMUNE, "0013", ""),
                        new After("0032", "Xã Hai", "", "116"),
                        Extent.PART),
                    link(4, "0012", "", "0032", "Xã Hai", Extent.WHOLE)));
    assertThat(plan.problems()).isEmpty();
    int holder = plan.unassigned().getFirst().holder();
    int above = plan.created().get(-holder - 1).parent();
    assertThat(plan.created().get(-above - 1).level()).isEqualTo(AreaLevel.DISTRICT);
    assertThat(plan.created().get(-above - 1).kind()).isEqualTo(AreaKinds.UNASSIGNED);
    assertThat(plan.created().get(-above - 1).parent()).isEqualTo(2);
  }

  @Test
  void aLevelEndsAndWhatWasBelowBelongsToWhatWasAbove() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none().abolishing(List.of(new Abolition(0, AreaLevel.DISTRICT))));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.ended()).extracting(Area::id).containsExactly(3, 4);
    assertThat(plan.changed()).hasSize(4).allMatch(one -> one.parent() == 2);
  }

  @Test
  void refusesThatAPeopledAreaEndsWithoutAnyThatReceivesIt() {
    assertThat(
            codes(
                plan(
                        tree(),
                        DeclaredChanges.none()
                            .abolishing(List.of(new Abolition(7, AreaLevel.COMMUNE))))
                    .problems()))
        .filteredOn(code -> code.endsWith("ENDS_WITH_PEOPLE"))
        .hasSize(4)
        .allMatch(code -> code.startsWith("7 "));
    assertThat(
            codes(
                ReorganisationRules.plan(
                        new ReorganisationRules.Known(DAY, tree(), List.of(), Set.of(102)),
                        DeclaredChanges.none()
                            .abolishing(List.of(new Abolition(7, AreaLevel.VILLAGE))))
                    .problems()))
        .containsExactly("7 ENDS_WITH_PEOPLE");
    assertThat(DraftRules.lacking(change(DraftChange.Kind.ABOLISH, null, null, AreaLevel.COMMUNE)))
        .isNotEmpty();
    assertThat(DraftRules.lacking(change(DraftChange.Kind.ABOLISH, null, null, AreaLevel.DISTRICT)))
        .isEmpty();
  }

  private static DraftChange change(
      DraftChange.Kind kind,
      DraftChange.@Nullable Target target,
      DraftChange.@Nullable Place parent,
      @Nullable AreaLevel level) {
    Area noongLay = area(14, AreaLevel.COMMUNE, 4, "0014", "Xã Noong Lay", "COMMUNE");
    return new DraftChange(
        java.util.UUID.randomUUID(),
        kind,
        kind == DraftChange.Kind.ABOLISH ? List.of() : List.of(DraftChange.Place.of(noongLay)),
        target == null ? List.of() : List.of(target),
        parent,
        level);
  }

  @Test
  void refusesTwoNamesForOneAreaAndJoinsChangesOfDifferentThings() {
    DraftChange one =
        change(
            DraftChange.Kind.ALTER,
            new DraftChange.Target("0014", "Xã Một", "COMMUNE", null),
            null,
            null);
    DraftChange other =
        change(
            DraftChange.Kind.ALTER,
            new DraftChange.Target("0014", "Xã Hai", "COMMUNE", null),
            null,
            null);
    DraftChange recoded =
        change(
            DraftChange.Kind.ALTER,
            new DraftChange.Target("0099", "Xã Noong Lay", "COMMUNE", null),
            null,
            null);
    DraftChange moved =
        change(
            DraftChange.Kind.MOVE,
            null,
            DraftChange.Place.of(area(3, AreaLevel.DISTRICT, 2, "116", "Thành phố Sơn La", "CITY")),
            null);
    assertThat(plan(tree(), DraftRules.declare(List.of(one, other), List.of(), null)).problems())
        .extracting(finding -> finding.problem().code())
        .containsExactly(AreasProblem.CHANGED_TWICE);
    ReorganisationPlan joined =
        plan(tree(), DraftRules.declare(List.of(one, recoded, moved), List.of(), null));
    assertThat(joined.problems()).isEmpty();
    Changed next = changed(joined, 14);
    assertThat(next.name()).isEqualTo("Xã Một");
    assertThat(next.code()).isEqualTo("0099");
    assertThat(next.parent()).isEqualTo(3);
  }

  @Test
  void aListIsReadByTheCodeThatTheProvinceHasOnItsDay() {
    List<Area> versions =
        List.of(
            new Area(2, AreaLevel.PROVINCE, 1, "14", "Tỉnh Sơn La", "PROVINCE", LONG_AGO, DAY),
            new Area(2, AreaLevel.PROVINCE, 1, "99", "Tỉnh Sơn La", "PROVINCE", DAY, null));
    List<Listed> renumbered =
        List.of(
            new Listed(2, AreaLevel.PROVINCE, "province", "99", "Tỉnh Sơn La", ""),
            new Listed(3, AreaLevel.COMMUNE, "commune", "0014", "Xã Noong Lay", "99"));
    assertThat(DraftRules.within(afterList(), versions, LocalDate.of(2020, 1, 1))).hasSize(3);
    assertThat(DraftRules.within(afterList(), versions, DAY)).as("as on the eve").hasSize(3);
    assertThat(DraftRules.within(renumbered, versions, DAY)).hasSize(2);
    assertThat(DraftRules.within(renumbered, versions, LocalDate.of(2020, 1, 1))).isEmpty();
  }

  @Test
  void theSuccessorKnownFromTheDayOnIsNotMadeTwice() {
    List<Area> tree = tree();
    tree.add(new Area(50, AreaLevel.COMMUNE, 2, "0011", "Phường Tô Hiệu", "WARD", DAY, null));
    ReorganisationPlan plan =
        plan(
            tree,
            DeclaredChanges.none()
                .with(
                    link(2, "0011", "Phường Chiềng Lề", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(3, "0012", "Phường Tô Hiệu", "0011", "Phường Tô Hiệu", Extent.WHOLE)));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.created()).isEmpty();
    assertThat(plan.successions()).allMatch(one -> one.to() == 50);
  }

  @Test
  void anUnchangedAreaKnownAlreadyFromTheDayOnIsItsOwnSuccessor() {
    List<Area> tree = tree();
    tree.add(new Area(50, AreaLevel.COMMUNE, 2, "0013", "Xã Hòa Bình", "COMMUNE", DAY, null));
    ReorganisationPlan plan =
        plan(
            tree,
            DeclaredChanges.none()
                .with(
                    link(2, "0011", "Phường Chiềng Lề", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(3, "0012", "Phường Tô Hiệu", "0011", "Phường Tô Hiệu", Extent.WHOLE))
                .listed(afterList()));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.undecided()).extracting(Area::id).containsExactly(14);
    assertThat(plan.unchanged()).isEqualTo(1);
    assertThat(changed(plan, 103).parent()).isEqualTo(50);
  }

  @Test
  void aListAloneRenamesAndRecodesWhereNothingVanished() {
    List<Listed> list =
        List.of(
            new Listed(2, AreaLevel.PROVINCE, "province", "14", "Tỉnh Sơn La", ""),
            new Listed(3, AreaLevel.DISTRICT, "city", "116", "Thành phố Sơn La", "14"),
            new Listed(4, AreaLevel.DISTRICT, "district", "119", "Huyện Thuận Châu", "14"),
            new Listed(5, AreaLevel.COMMUNE, "ward", "0011", "Phường Mới", "116"),
            new Listed(6, AreaLevel.COMMUNE, "ward", "0077", "Phường Tô Hiệu", "116"),
            new Listed(7, AreaLevel.COMMUNE, "commune", "0013", "Xã Hòa Bình", "116"),
            new Listed(8, AreaLevel.COMMUNE, "township", "0014", "Xã Noong Lay", "119"));
    ReorganisationPlan plan = plan(tree(), DeclaredChanges.ofList(list));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.created()).isEmpty();
    assertThat(plan.ended()).isEmpty();
    assertThat(changed(plan, 11).renamed()).isTrue();
    assertThat(changed(plan, 12).recoded()).isTrue();
    assertThat(changed(plan, 13).moved()).isTrue();
    assertThat(changed(plan, 14).ofOtherKind()).isTrue();
    assertThat(plan.changed()).hasSize(4);
  }

  @Test
  void aListOfOneProvinceSaysNothingOfAnother() {
    List<Area> tree = tree();
    tree.add(area(20, AreaLevel.PROVINCE, 1, "15", "Tỉnh Khác", "PROVINCE"));
    tree.add(area(21, AreaLevel.DISTRICT, 20, "150", "Huyện Khác", "DISTRICT"));
    ReorganisationPlan plan = plan(tree, DeclaredChanges.ofList(afterList()));
    assertThat(plan.ended()).extracting(Area::id).doesNotContain(20, 21);
    assertThat(plan.undecided()).extracting(Area::id).doesNotContain(20, 21);
  }

  @Test
  void theSameListAgainChangesNothing() {
    List<Area> tree =
        tree().stream()
            .filter(area -> area.level() == AreaLevel.NATION || area.level() == AreaLevel.PROVINCE)
            .toList();
    ReorganisationPlan plan = plan(tree, DeclaredChanges.ofList(List.of(afterList().getFirst())));
    assertThat(codes(plan.problems())).containsExactly("0 NOTHING_CHANGES");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsLine() {
    Area coming =
        new Area(60, AreaLevel.COMMUNE, 4, "0060", "Xã Sau", "COMMUNE", DAY.plusYears(1), null);
    List<Area> tree = tree();
    tree.add(
        new Area(
            15, AreaLevel.COMMUNE, 4, "0015", "Xã Đã Đổi", "COMMUNE", LONG_AGO, DAY.plusMonths(3)));
    List<Listed> list =
        List.of(
            new Listed(2, AreaLevel.PROVINCE, "province", "14", "Tỉnh Sơn La", ""),
            new Listed(3, AreaLevel.COMMUNE, "ward", "0011", "Phường Tô Hiệu", "14"),
            new Listed(4, AreaLevel.COMMUNE, "commune", "0013", "Xã Hòa Bình", "14"),
            new Listed(5, AreaLevel.COMMUNE, "commune", "0013", "Xã Hòa Bình", "14"),
            new Listed(6, AreaLevel.COMMUNE, "commune", "0011", "Phường Tô Hiệu", "15"),
            new Listed(7, AreaLevel.COMMUNE, "commune", "0040", "Xã Lạc", "99"),
            new Listed(8, AreaLevel.COMMUNE, "kingdom", "0041", "Xã Lạ", "14"));
    ReorganisationPlan plan =
        plan(
            tree,
            DeclaredChanges.none()
                .with(
                    link(12, "0099", "Xã Không Có", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(13, "0012", "Phường Tô Hiếu", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(14, "0013", "Xã Hoà Bình", "0055", "Xã Chưa Có", Extent.WHOLE),
                    link(15, "0014", "Xã Noong Lay", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(16, "0014", "Xã Noong Lay", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(17, "0014", "Xã Noong Lay", "0013", "Xã Hòa Bình", Extent.WHOLE),
                    link(18, "0060", "Xã Sau", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(19, "0015", "Xã Đã Đổi", "0011", "Phường Tô Hiệu", Extent.WHOLE),
                    link(20, "0011", "Phường Chiềng Lề", "0011", "Phường Tô Hiệu", Extent.PART))
                .listed(list),
            coming);
    assertThat(codes(plan.problems()))
        .containsExactlyInAnyOrder(
            "5 CODE_DOUBLED",
            "6 TWO_PARENTS",
            "7 PARENT_UNKNOWN",
            "8 KIND_UNKNOWN",
            "12 CODE_UNKNOWN",
            "13 NAME_DIFFERS",
            "14 SUCCESSOR_UNKNOWN",
            "16 LINE_DOUBLED",
            "17 TWO_SUCCESSORS",
            "17 TWO_SUCCESSORS",
            "18 PREDECESSOR_NOT_YET",
            "19 LATER_CHANGE",
            "20 PART_ALONE");
    assertThat(codes(plan.hints())).contains("14 NAME_WRITTEN_OTHERWISE");
  }

  @Test
  void oneByOneAnAreaIsRenamedMovedAndGivenAnotherKind() {
    ReorganisationPlan plan =
        plan(
            tree(),
            DeclaredChanges.none()
                .with(
                    new Alteration(
                        1,
                        new Before(AreaLevel.COMMUNE, "0014", ""),
                        null,
                        "Phường Noong Lay",
                        "WARD",
                        new Before(AreaLevel.DISTRICT, "116", ""))));
    Changed one = changed(plan, 14);
    assertThat(one.renamed() && one.ofOtherKind() && one.moved()).isTrue();
    assertThat(one.recoded()).isFalse();
    assertThat(
            codes(
                plan(
                        tree(),
                        DeclaredChanges.none()
                            .with(
                                new Alteration(
                                    1,
                                    new Before(AreaLevel.DISTRICT, "119", ""),
                                    "116",
                                    null,
                                    null,
                                    new Before(AreaLevel.COMMUNE, "0011", ""))))
                    .problems()))
        .containsExactlyInAnyOrder("1 PARENT_LEVEL", "1 CODE_TAKEN");
  }
}
