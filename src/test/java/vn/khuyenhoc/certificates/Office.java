package vn.khuyenhoc.certificates;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.SmallProvince;

/** A commune's People's Committee that issues certificates, for tests. */
record Office(SmallProvince place, Actor officer, Issuer issuer) {

  static final LocalDate DECIDED = LocalDate.of(2026, 10, 20);
  static final LocalDate UNTIL = LocalDate.of(2027, 10, 19);

  static Office in(Areas areas, BuiltInAreas builtIn) {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    int commune = place.communes().getFirst();
    return new Office(
        place,
        SmallProvince.actor("Quàng Thị Lan", Role.COMMUNE_OFFICER, commune),
        new Issuer(commune, "UBND", "Ủy ban nhân dân xã Thượng " + commune, ""));
  }

  Series series(Certificates certificates) {
    return series(certificates, 2026);
  }

  Series series(Certificates certificates, int year) {
    return certificates.series(officer, issuer, year).orThrow();
  }

  /** A batch with certificates of these names. */
  IssueBatch batch(Series series, List<WantedCertificate> wanted) {
    return new IssueBatch(
        series.id(),
        "Gia đình học tập năm 2026",
        "GDHT",
        "58/QĐ-UBND",
        DECIDED,
        "Chủ tịch Ủy ban nhân dân xã Thượng",
        "Cà Văn Ký",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        "Thượng",
        DECIDED,
        wanted);
  }

  static List<WantedCertificate> families(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> family("Lò Văn Hộ " + i)).toList();
  }

  static WantedCertificate family(String name) {
    UUID id = Ids.next();
    return WantedCertificate.first(
        id, "subject/" + id, name, true, "Bản Một, Xã Thượng", "", DECIDED, UNTIL);
  }

  List<IssuedCertificate> issue(Certificates certificates, int count) {
    return certificates.issue(officer, batch(series(certificates), families(count))).orThrow();
  }

  IssuedCertificate issue(Certificates certificates, String name) {
    return certificates
        .issue(officer, batch(series(certificates), List.of(family(name))))
        .orThrow()
        .getFirst();
  }
}
