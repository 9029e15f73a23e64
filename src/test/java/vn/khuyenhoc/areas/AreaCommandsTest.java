package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Lists of areas from the command line: counts, every problem with its line, the exit code. */
@ModuleTest
class AreaCommandsTest {

  @Autowired private List<Command> commands;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JsonMapper json;

  private Path folder;
  private SmallProvince place;
  private Area province;
  private Area upper;
  private Area lower;

  private record Ran(int code, String out) {}

  @BeforeEach
  void place(@TempDir Path given) {
    folder = given;
    place = SmallProvince.in(areas, builtIn);
    province = areas.byId(place.province());
    upper = areas.byId(place.communes().getFirst());
    lower = areas.byId(place.communes().getLast());
  }

  private Ran run(String name, String... arguments) {
    Command command =
        commands.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    PrintStream out = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      int code =
          Objects.requireNonNull(
              Acting.as(
                  Actor.operator("Người trực máy", place.nation()),
                  () -> command.run(new Arguments(List.of(arguments)))));
      return new Ran(code, heard.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
    }
  }

  private String file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n").toString();
  }

  private String merger() throws IOException {
    return file(
        "ds.csv",
        "old_code,old_name,new_code,new_name,extent",
        upper.code() + ",Xã Thượng,88881,Xã Gộp,whole",
        lower.code() + ",Xã Hạ,88881,Xã Gộp,whole");
  }

  @Test
  void aListOfSuccessionIsLookedAtThenRecorded() throws IOException {
    String file = merger();
    Ran looked = run("areas reorganise", file, "--date", "2026-12-01", "--dry-run", "--json");
    JsonNode told = json.readTree(looked.out());
    assertThat(looked.code()).isZero();
    assertThat(told.get("applied").asBoolean()).isFalse();
    assertThat(told.get("links").asInt()).isEqualTo(2);
    assertThat(told.get("villages").asInt()).isEqualTo(6);
    assertThat(told.get("levels").get("commune").get("created").asInt()).isEqualTo(1);
    assertThat(told.get("levels").get("commune").get("ended").asInt()).isEqualTo(2);
    assertThat(told.get("problems")).isEmpty();
    assertThat(areas.byId(upper.id()).until()).isNull();

    Ran done = run("areas reorganise", file, "--date", "1/12/2026", "--decree", "20/NQ");
    assertThat(done.code()).isZero();
    assertThat(done.out())
        .contains("Hiểu 2 dòng kế thừa", "Cấp xã: 1 lập mới, 2 thôi", "Đã ghi nhận");
    assertThat(areas.byId(upper.id()).until()).isNotNull();
    assertThat(run("areas reorganise", file, "--date", "1/12/2026", "--decree", "20/NQ").code())
        .as("what is recorded is not recorded again")
        .isEqualTo(1);
  }

  @Test
  void everyProblemIsToldWithItsLineAndNothingIsRecorded() throws IOException {
    String file =
        file(
            "ds.csv",
            "old_code,old_name,new_code,new_name,extent",
            upper.code() + ",Xã Thượng,88882,Xã Gộp,whole",
            "00000,Xã Lạ,88882,Xã Gộp,whole",
            lower.code() + ",Xã Hạ,88882,Xã Gộp,half");
    Ran ran = run("areas reorganise", file, "--date", "2026-12-01", "--decree", "21/NQ", "--json");
    assertThat(ran.code()).isEqualTo(1);
    JsonNode told = json.readTree(ran.out());
    assertThat(told.get("applied").asBoolean()).isFalse();
    assertThat(told.get("problems").findValuesAsString("code"))
        .containsExactlyInAnyOrder("AREAS-001", "AREAS-018");
    assertThat(told.get("problems").findValues("row"))
        .extracting(JsonNode::asInt)
        .containsExactlyInAnyOrder(3, 4);
    Ran words = run("areas reorganise", file, "--date", "2026-12-01", "--decree", "21/NQ");
    assertThat(words.out()).contains("Dòng 3: Không có đơn vị nào mang mã 00000", "Chưa ghi gì");
    assertThat(areas.byId(upper.id()).until()).isNull();
  }

  @Test
  void anOfficialListIsTakenForOneProvince() throws IOException {
    String file =
        file(
            "dm.csv",
            "code,level,kind,name,parent_code",
            province.code() + ",province,province," + province.name() + ",",
            upper.code() + ",commune,ward,Phường Thượng," + province.code(),
            lower.code() + ",commune,commune,Xã Hạ," + province.code());
    Ran ran =
        run(
            "areas import",
            file,
            "--date",
            "2026-12-01",
            "--decree",
            "22/NQ",
            "--area",
            province.code(),
            "--json");
    assertThat(ran.code()).as(ran.out()).isZero();
    JsonNode commune = json.readTree(ran.out()).get("levels").get("commune");
    assertThat(commune.get("renamed").asInt()).isEqualTo(1);
    assertThat(commune.get("otherKind").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsWronglyCalledOrCannotBeReadIsSaid() throws IOException {
    assertThat(run("areas import", merger(), "--decree", "1").code()).isEqualTo(2);
    assertThat(run("areas reorganise", "--date", "2026-12-01", "--decree", "1").code())
        .isEqualTo(2);
    Ran missing =
        run(
            "areas reorganise",
            folder.resolve("khong-co.csv").toString(),
            "--date",
            "2026-12-01",
            "--decree",
            "1");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out()).contains("khong-co.csv");
    Ran empty = run("areas reorganise", file("rong.csv"), "--date", "2026-12-01", "--decree", "1");
    assertThat(empty.code()).isEqualTo(1);
  }
}
