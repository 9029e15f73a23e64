package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Sets from the command line: every problem with its line, the same file again, both ways. */
@ModuleTest
class CriteriaCommandsTest {

  @Autowired private List<Command> commands;
  @Autowired private CriteriaSets sets;
  @Autowired private BuiltInCriteria builtIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private JsonMapper json;

  private Path folder;
  private Actor operator;
  private String code;
  private String id;

  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void place(@TempDir Path given) {
    folder = given;
    SmallProvince place = SmallProvince.in(areas, builtInAreas);
    builtIn.loadOnce();
    code = areas.byId(place.province()).code();
    id = "bo-lenh-" + code.toLowerCase(java.util.Locale.ROOT);
    operator = Actor.operator("Người trực máy", place.nation());
  }

  private Ran run(String name, String... arguments) {
    Command command =
        commands.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    ByteArrayOutputStream warned = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(warned, true, StandardCharsets.UTF_8));
    try {
      int exit =
          Objects.requireNonNull(
              Acting.as(operator, () -> command.run(new Arguments(List.of(arguments)))));
      return new Ran(
          exit, heard.toString(StandardCharsets.UTF_8), warned.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** The text of a set of the test's province. */
  private String yaml() {
    CriteriaSet set = sets.byId("dong-ho-hoc-tap-2021");
    return CriteriaFile.yaml(set.copy(id, code, set.id(), 1, "Bộ của tỉnh"));
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("bo.yaml"), content).toString();
  }

  @Test
  void aFileIsLookedAtThenLoadedAndTheSameFileAgainChangesNothing() throws IOException {
    String file = file(yaml());
    assertThat(run("criteria load", file, "--from", "2026-01-01", "--dry-run").code()).isZero();
    assertThat(run("criteria export", id).code()).isEqualTo(1);
    Ran loaded = run("criteria load", file, "--from", "1/1/2026", "--to", "2026-12-31", "--json");
    JsonNode told = json.readTree(loaded.out());
    assertThat(loaded.code()).isZero();
    assertThat(told.get("status").asString()).isEqualTo("IN_FORCE");
    assertThat(told.get("changed").asBoolean()).isTrue();
    assertThat(run("criteria load", file, "--from", "2026-01-01").out()).contains("Không có gì");
    Ran list = run("criteria list", "--json");
    JsonNode mine = null;
    for (JsonNode one : json.readTree(list.out())) {
      if (one.get("id").asString().equals(id)) {
        mine = one;
      }
    }
    assertThat(Objects.requireNonNull(mine).get("to").asString()).isEqualTo("2026-12-31");
  }

  @Test
  void whatIsExportedIsWhatWasLoaded() throws IOException {
    assertThat(run("criteria load", file(yaml())).code()).isZero();
    assertThat(run("criteria export", id).out()).isEqualTo(yaml());
    Path workbook = folder.resolve("ra.xlsx");
    assertThat(run("criteria export", id, "--format", "xlsx", "--out", workbook.toString()).code())
        .isZero();
    assertThat(run("criteria load", workbook.toString()).out()).contains("Không có gì thay đổi");
  }

  @Test
  void everyProblemIsToldWithItsLine() throws IOException {
    String broken =
        yaml()
            .replace("version: 1\n", "verzion: 1\n")
            .replaceFirst("maxPoints: 30", "maxPoints: ba mươi")
            .replaceFirst("share\\(", "shar(");
    Ran ran = run("criteria load", file(broken), "--json");
    assertThat(ran.code()).isEqualTo(1);
    List<String> said = new ArrayList<>();
    for (JsonNode problem : json.readTree(ran.out()).get("problems")) {
      int line = problem.get("line").asInt();
      said.add(
          problem.get("code").asString() + " " + broken.lines().toList().get(line - 1).strip());
    }
    assertThat(said)
        .anyMatch(one -> one.startsWith("CRITERIA-010 verzion"))
        .anyMatch(one -> one.startsWith("CRITERIA-011 maxPoints: ba mươi"))
        .anyMatch(one -> one.startsWith("CRITERIA-026 value: "));
    Ran plain = run("criteria load", file(broken));
    assertThat(plain.err()).contains("Dòng ").contains("Có phải bạn muốn viết “version”?");
    assertThat(run("criteria export", id).code()).isEqualTo(1);
  }

  @Test
  void aSetThatMeetsAnotherIsRefusedWithItsNameAndDays() throws IOException {
    assertThat(run("criteria load", file(yaml()), "--from", "2026-01-01").code()).isZero();
    Ran ran =
        run(
            "criteria load",
            file(yaml().replace(id, id + "-2").replace("version: 1\n", "version: 2\n")),
            "--from",
            "2026-06-01");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("Bộ “Bộ của tỉnh” đang áp dụng ở đây từ 01/01/2026");
  }

  @Test
  void aDraftThatIsThereIsOnlyReplacedWhenToldSo() throws IOException {
    assertThat(run("criteria load", file(yaml())).code()).isZero();
    String changed = file(yaml().replace("Bộ của tỉnh", "Bộ khác của tỉnh"));
    Ran refused = run("criteria load", changed);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("Đã có dự thảo mã " + id).contains("--replace");
    assertThat(run("criteria load", changed, "--replace", "--dry-run").out())
        .contains("nạp thì thành: Dự thảo. Chưa ghi gì");
    assertThat(run("criteria export", id).out()).isEqualTo(yaml());
    assertThat(run("criteria load", changed, "--replace").code()).isZero();
    assertThat(run("criteria export", id).out()).contains("Bộ khác của tỉnh");
  }

  @Test
  void aLastDayNeedsAFirstOne() throws IOException {
    Ran ran = run("criteria load", file(yaml()), "--to", "2026-12-31");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("Hãy thêm --from");
    assertThat(run("criteria load", file(yaml()), "--from").code()).isEqualTo(1);
    assertThat(run("criteria export", id).code()).isEqualTo(1);
  }

  @Test
  void wrongCallsSayHowToCall() {
    assertThat(run("criteria load").code()).isEqualTo(2);
    assertThat(run("criteria export").code()).isEqualTo(2);
    assertThat(run("criteria export", id, "--format", "pdf").code()).isEqualTo(2);
    assertThat(run("criteria list", "x").code()).isEqualTo(2);
    assertThat(run("criteria load", folder.resolve("none.yaml").toString()).err())
        .contains("Không mở được tệp");
    assertThat(run("criteria load", folder.toString(), "--from", "hôm nay").code()).isEqualTo(1);
  }
}
