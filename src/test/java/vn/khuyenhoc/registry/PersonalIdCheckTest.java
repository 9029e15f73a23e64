package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/**
 * What is said of a key of identity numbers that is missing or another one, and what is not lost.
 */
@ModuleTest
class PersonalIdCheckTest {

  @Autowired private Subjects subjects;
  @Autowired private PersonalIds own;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Languages languages;
  private Path folder;

  @BeforeEach
  void aNumber(@TempDir Path given) {
    folder = given;
    SmallProvince place = SmallProvince.in(areas, builtIn);
    Actor officer =
        SmallProvince.actor("Cán bộ", Role.COMMUNE_OFFICER, place.communes().getFirst());
    subjects
        .add(
            officer,
            new Subjects.NewSubject(
                Ids.next(),
                SubjectKind.CITIZEN,
                place.villages().getFirst(),
                SubjectEntry.named("Lò Thị Mười")
                    .with(SubjectField.BIRTH_YEAR, 1970)
                    .with(SubjectField.LABOUR_GROUP, "FARMER"),
                "0" + (50_000_000_000L + System.nanoTime() % 10_000_000_000L),
                new Consent.Given(Consent.How.PAPER, LocalDate.of(2026, 11, 1), ""),
                Map.of(),
                true))
        .orThrow();
  }

  private PersonalIds with(byte[] key) throws IOException {
    Path files = Files.createDirectories(folder.resolve("files"));
    if (key.length > 0) {
      Files.write(Files.createDirectories(files.resolve("keys")).resolve("personal-id.key"), key);
    }
    return new PersonalIds(files, jdbc);
  }

  private List<String> faults(PersonalIds ids) {
    return new PersonalIdCheck(ids, languages).faults();
  }

  @Test
  void findsNothingWrongWithTheKeyThatTheNumbersWereEnteredUnder() {
    assertThat(faults(own)).isEmpty();
    assertThat(new PersonalIdCheck(own, languages).lines(false, "")).isEmpty();
    assertThat(own.count().all()).isPositive();
  }

  @Test
  void saysThatTheKeyIsMissingAndMakesNoOtherOverWhatIsThere() throws IOException {
    PersonalIds ids = with(new byte[0]);
    assertThat(faults(ids)).singleElement().asString().contains("thiếu tệp khóa", "bản sao lưu");
    assertThat(new PersonalIdCheck(ids, languages).lines(false, ""))
        .singleElement()
        .asString()
        .startsWith("Chú ý: thiếu tệp khóa số định danh");
    assertThatThrownBy(() -> ids.keep("014200000089"))
        .isInstanceOf(PersonalIds.KeyMissingException.class);
    assertThat(ids.file()).doesNotExist();
  }

  @Test
  void tellsADamagedKeyFromAnotherOneAndLeavesBothWhereTheyAre() throws IOException {
    PersonalIds damaged = with(new byte[10]);
    assertThat(faults(damaged)).singleElement().asString().contains("bị hỏng");
    assertThatThrownBy(() -> damaged.keep("014200000089"))
        .isInstanceOf(PersonalIds.KeyMissingException.class);
    PersonalIds another = with(new byte[64]);
    assertThat(faults(another)).singleElement().asString().contains("không phải khóa đã dùng");
    assertThatThrownBy(() -> another.keep("014200000089"))
        .isInstanceOf(PersonalIds.KeyMissingException.class);
    assertThat(Files.readAllBytes(another.file())).isEqualTo(new byte[64]);
    Files.write(another.file(), Files.readAllBytes(own.file()));
    assertThat(faults(another)).as("the right key copied back opens everything").isEmpty();
  }

  @Test
  void theKeyIsReadableByTheProductAloneAlsoWhenItCameBackWithABackup() throws IOException {
    PersonalIds ids = with(Files.readAllBytes(own.file()));
    Files.setPosixFilePermissions(ids.file(), PosixFilePermissions.fromString("rw-r--r--"));
    new PersonalIdCheck(ids, languages).lines(false, "");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ids.file())))
        .isEqualTo("rw-------");
  }
}
