package vn.khuyenhoc.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** Numbers without a gap, and what becomes of certificates. */
@ModuleTest
class CertificatesTest {

  @Autowired private Certificates certificates;
  @Autowired private CertificateTable table;
  @Autowired private NumbersCheck check;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient jdbc;

  private Office office;

  @BeforeEach
  void office() {
    office = Office.in(areas, builtIn);
  }

  private static List<String> numbers(List<IssuedCertificate> issued) {
    return issued.stream().map(IssuedCertificate::number).toList();
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream()
        .map(Problem::code)
        .map(code -> ((Enum<?>) code).name())
        .toList();
  }

  @Test
  void numbersFollowOneAnotherFromBatchToBatch() {
    assertThat(numbers(office.issue(certificates, 3)))
        .containsExactly("01/GCN-UBND", "02/GCN-UBND", "03/GCN-UBND");
    assertThat(numbers(office.issue(certificates, 8)))
        .startsWith("04/GCN-UBND")
        .endsWith("11/GCN-UBND");
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void sixtyFourThreadsTakeNumbersWithoutAGapAndNoneTwice() throws Exception {
    Series series = office.series(certificates);
    List<Callable<List<IssuedCertificate>>> work = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int size = 1 + i % 5;
      work.add(
          () ->
              certificates
                  .issue(office.officer(), office.batch(series, Office.families(size)))
                  .orThrow());
    }
    List<String> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      for (Future<List<IssuedCertificate>> one : threads.invokeAll(work)) {
        all.addAll(numbers(one.get()));
      }
    }
    int total = IntStream.range(0, 64).map(i -> 1 + i % 5).sum();
    assertThat(all)
        .hasSize(total)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, total).mapToObj(series::numbered).toList());
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void whatDoesNotCommitGivesItsNumbersBack() {
    Series series = office.series(certificates);
    transactions.executeWithoutResult(
        status -> {
          certificates.issue(office.officer(), office.batch(series, Office.families(5))).orThrow();
          status.setRollbackOnly();
        });
    assertThat(numbers(office.issue(certificates, 1))).containsExactly("01/GCN-UBND");
  }

  @Test
  void askedForTwiceEachIsIssuedOnce() {
    Series series = office.series(certificates);
    List<WantedCertificate> wanted = Office.families(4);
    List<IssuedCertificate> first =
        certificates.issue(office.officer(), office.batch(series, wanted)).orThrow();
    List<WantedCertificate> more = new ArrayList<>(wanted);
    more.add(Office.family("Lò Văn Thêm"));
    List<IssuedCertificate> again =
        certificates.issue(office.officer(), office.batch(series, more)).orThrow();
    assertThat(again.subList(0, 4)).isEqualTo(first);
    assertThat(again.getLast().number()).isEqualTo("05/GCN-UBND");
  }

  @Test
  void manyAreIssuedWithTheSameStatementsAsAFew() throws Exception {
    Series series = office.series(certificates);
    List<String> few = Statements.during(() -> issue(series, 3));
    List<String> many = Statements.during(() -> issue(series, 400));
    assertThat(many).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(14);
  }

  private boolean issue(Series series, int count) {
    return certificates
        .issue(office.officer(), office.batch(series, Office.families(count)))
        .done();
  }

  @Test
  void numbersUsedOnPaperAreSkipped() {
    Series series = office.series(certificates);
    Series noted =
        certificates.usedOnPaper(office.officer(), series.id(), "2", "4", "viết tay").orThrow();
    assertThat(noted.next()).isEqualTo(1);
    certificates.usedOnPaper(office.officer(), series.id(), "6", "", "viết tay").orThrow();
    assertThat(numbers(office.issue(certificates, 3)))
        .containsExactly("01/GCN-UBND", "05/GCN-UBND", "07/GCN-UBND");
    assertThat(certificates.seriesOf(office.officer(), series.id()).issued()).isEqualTo(3);
    assertThat(check.faults()).isEmpty();
    assertThat(codes(certificates.usedOnPaper(office.officer(), series.id(), "5", "9", "x")))
        .containsExactly("RANGE_ISSUED");
    assertThat(codes(certificates.usedOnPaper(office.officer(), series.id(), "x", "", " ")))
        .containsExactly("RANGE_UNSOUND", "REASON_MISSING");
  }

  @Test
  void theFirstNumberIsSetUntilTheFirstWasTaken() {
    Series series = office.series(certificates);
    Series set =
        certificates
            .configure(
                office.officer(), series.id(), "{n}/{yyyy}/GCN-UBND", "121", series.version())
            .orThrow();
    assertThat(numbers(office.issue(certificates, 2)))
        .containsExactly("121/2026/GCN-UBND", "122/2026/GCN-UBND");
    assertThat(
            codes(certificates.configure(office.officer(), series.id(), "{n}", "1", set.version())))
        .containsExactly("SERIES_BEGUN");
    assertThat(codes(certificates.configure(office.officer(), series.id(), "GCN", "0", 0)))
        .containsExactly("PATTERN_UNSOUND", "FIRST_UNSOUND", "SERIES_BEGUN");
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void aCorrectionSaysWhatItReplacesAndTheOldOneItsSuccessor() {
    IssuedCertificate old = office.issue(certificates, "Lò Văn Sai");
    Series series = office.series(certificates);
    WantedCertificate family = Office.family("Lò Văn Đúng");
    WantedCertificate correction =
        new WantedCertificate(
            family.id(),
            family.subject(),
            family.name(),
            true,
            family.place(),
            "",
            family.validFrom(),
            family.validUntil(),
            old.id(),
            "sai tên",
            null);
    certificates.issue(office.officer(), office.batch(series, List.of(correction))).orThrow();
    Certificate replaced = certificates.byId(office.officer(), old.id());
    assertThat(replaced.kept()).isEqualTo(CertificateStatus.REPLACED);
    assertThat(replaced.replacedBy()).isEqualTo(family.id());
    assertThat(replaced.reason()).isEqualTo("sai tên");
    assertThat(check.faults()).isEmpty();

    WantedCertificate twice =
        new WantedCertificate(
            Ids.next(),
            "s",
            "Lò Văn Nữa",
            true,
            "",
            "",
            Office.DECIDED,
            null,
            old.id(),
            "lại",
            null);
    assertThat(codes(certificates.issue(office.officer(), office.batch(series, List.of(twice)))))
        .containsExactly("PREDECESSOR_UNKNOWN");
    assertThat(office.issue(certificates, "Lò Văn Sau").number()).isEqualTo("03/GCN-UBND");
  }

  @Test
  void aContinuationLeavesTheEarlierOneCounting() {
    IssuedCertificate old = office.issue(certificates, "Lò Văn Tiếp");
    WantedCertificate next =
        new WantedCertificate(
            Ids.next(),
            "s",
            "Lò Văn Tiếp",
            true,
            "",
            "",
            Office.DECIDED,
            Office.UNTIL.plusYears(1),
            null,
            "",
            old.id());
    certificates
        .issue(office.officer(), office.batch(office.series(certificates), List.of(next)))
        .orThrow();
    Certificate earlier = certificates.byId(office.officer(), old.id());
    assertThat(earlier.status(LocalDate.of(2026, 11, 2))).isEqualTo(CertificateStatus.VALID);
    assertThat(earlier.status(Office.UNTIL.plusDays(1))).isEqualTo(CertificateStatus.EXPIRED);
    assertThat(earlier.renewedBy()).isEqualTo(next.id());
  }

  @Test
  void revokedWithAReasonOnADayBetweenIssueAndToday() {
    List<IssuedCertificate> issued = office.issue(certificates, 3);
    List<java.util.UUID> ids = issued.stream().map(IssuedCertificate::id).toList();
    assertThat(codes(certificates.revoke(office.officer(), ids, LocalDate.of(2026, 11, 3), " ")))
        .containsExactly("REASON_MISSING", "DATE_OUTSIDE");
    assertThat(
            codes(certificates.revoke(office.officer(), ids, Office.DECIDED.minusDays(1), "sai")))
        .containsExactly("DATE_OUTSIDE");
    assertThat(
            certificates
                .revoke(office.officer(), ids, LocalDate.of(2026, 11, 1), "hồ sơ sai")
                .orThrow())
        .isEqualTo(3);
    assertThat(
            certificates
                .revoke(office.officer(), ids, LocalDate.of(2026, 11, 1), "lần nữa")
                .orThrow())
        .isZero();
    assertThat(certificates.byIds(ids).values()).allMatch(one -> "hồ sơ sai".equals(one.reason()));
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void somebodyElsesCertificateIsNotFound() {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Ẩn");
    Actor other =
        SmallProvince.actor(
            "Người Khác", Role.COMMUNE_OFFICER, office.place().communes().getLast());
    assertThatThrownBy(() -> certificates.byId(other, issued.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> certificates.revoke(other, List.of(issued.id()), Office.DECIDED, "không được"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> certificates.series(other, office.issuer(), 2026))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatIsMissingIsSaidAllAtOnce() {
    Series series = office.series(certificates);
    WantedCertificate nameless =
        WantedCertificate.first(
            Ids.next(), "s/1", " ", true, "", "", Office.DECIDED, Office.DECIDED.minusDays(1));
    assertThat(codes(certificates.issue(office.officer(), office.batch(series, List.of(nameless)))))
        .containsExactly("NAME_MISSING", "VALIDITY_UNSOUND");
    assertThat(codes(certificates.issue(office.officer(), office.batch(series, List.of()))))
        .containsExactly("NOTHING_TO_ISSUE");
    assertThat(
            codes(
                certificates.series(
                    office.officer(),
                    new Issuer(office.issuer().areaId(), "ubnd xã", "Ủy ban", ""),
                    2026)))
        .containsExactly("SYMBOL_UNSOUND");
  }

  @Test
  void theCheckFindsAGapAndAStateThatNobodyNoted() {
    office.issue(certificates, 2);
    Series series = office.series(certificates);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  "update certificates.series set next_number = next_number + 1 where series_id = :id")
              .param("id", series.id())
              .update();
          jdbc.sql(
                  """
                  update certificates.certificate
                     set status = 'REVOKED', ended_on = '2026-11-01', ended_at = now(), reason = 'x'
                   where series_id = :id and n = 1
                  """)
              .param("id", series.id())
              .update();
          assertThat(check.faults())
              .hasSize(2)
              .anyMatch(line -> line.contains("3 numbers were given out, 2 are borne"))
              .anyMatch(line -> line.contains("is REVOKED, noted is nothing"));
          status.setRollbackOnly();
        });
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void whatWasIssuedCannotBeWrittenOver() {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Giữ");
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        "update certificates.certificate set name = 'x' where certificate_id = :id")
                    .param("id", issued.id())
                    .update())
        .rootCause()
        .hasMessageContaining("permission denied");
    assertThat(table.byCode(issued.code())).hasSize(1);
  }
}
