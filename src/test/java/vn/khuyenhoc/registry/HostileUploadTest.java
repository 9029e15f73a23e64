package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ServerTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestFiles;

/**
 * Files that are no list, through a real server and through the command line: every one is answered
 * with a sentence that says what to do, and nothing is applied.
 */
@ServerTest
class HostileUploadTest {

  private static final String BOUNDARY = "----khuyenhoc" + UUID.randomUUID();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @Autowired private SignedIn signedIn;
  @Autowired private Households households;
  @Autowired private HouseholdImports imports;
  @Autowired private ImportCommand command;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @LocalServerPort private int port;

  private final HttpClient client = HttpClient.newHttpClient();
  private SmallProvince place;
  private Actor officer;
  private String cookies = "";
  private String token = "";

  /** A file, and what is said about it. */
  private record Hostile(byte[] bytes, List<String> sentences, int rows) {}

  @BeforeEach
  void anOfficer() throws Exception {
    place = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, commune(), "Quàng Thị Lan");
    var device = signedIn.cookie(officer);
    cookies = device.getName() + "=" + device.getValue();
    HttpResponse<String> form = page("/households/import");
    for (String cookie : form.headers().allValues("Set-Cookie")) {
      cookies += "; " + cookie.substring(0, cookie.indexOf(';'));
    }
    Matcher found = TOKEN.matcher(form.body());
    assertThat(found.find()).isTrue();
    token = found.group(1);
  }

  private int commune() {
    return place.communes().getFirst();
  }

  private HttpResponse<String> page(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Cookie", cookies)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private byte[] head(String name) {
    StringBuilder head = new StringBuilder();
    Map<String, String> fields =
        Map.of("_csrf", token, "id", UUID.randomUUID() + "", "area", commune() + "");
    fields.forEach(
        (field, value) ->
            head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, field, value)));
    head.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(BOUNDARY, name));
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tail() {
    return ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(BodyPublisher body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/households/import"))
            .header("Cookie", cookies)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> upload(byte[] bytes, String name) throws Exception {
    return send(
        BodyPublishers.concat(
            BodyPublishers.ofByteArray(head(name)),
            BodyPublishers.ofByteArray(bytes),
            BodyPublishers.ofByteArray(tail())));
  }

  /** Megabytes that nobody holds in memory, sent with their length as a browser does. */
  private HttpResponse<String> upload(int megabytes) throws Exception {
    byte[] one = new byte[1 << 20];
    byte[] head = head("lớn.xlsx");
    Iterable<byte[]> parts =
        () ->
            Stream.concat(
                    Stream.concat(Stream.of(head), Stream.generate(() -> one).limit(megabytes)),
                    Stream.of(tail()))
                .iterator();
    return send(
        BodyPublishers.fromPublisher(
            BodyPublishers.ofByteArrays(parts),
            head.length + ((long) megabytes << 20) + tail().length));
  }

  private long registered() {
    return households.page(new HouseholdFilter(List.of(commune()), null, ""), 25, 0).total();
  }

  private List<ImportBatch> sent() {
    return imports.recent(List.of(commune()), 100);
  }

  private static Workbooks row(@Nullable Object... cells) {
    return Workbooks.full().row(cells);
  }

  private Map<String, Hostile> corpus() throws IOException {
    Map<String, Hostile> corpus = new LinkedHashMap<>();
    byte[] sound = row(null, null, "Bản Một", "Lò Văn Mười", "", 1, 2, 1, null).bytes();
    byte[] excel97 = new byte[4_096];
    System.arraycopy(
        new byte[] {
          (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
        },
        0,
        excel97,
        0,
        8);
    corpus.put("trống.xlsx", new Hostile(new byte[0], List.of("Tệp trống"), 0));
    corpus.put("đời cũ.xlsx", new Hostile(excel97, List.of("Excel đời cũ (.xls)"), 0));
    corpus.put(
        "văn bản.xlsx",
        new Hostile(
            "Thôn, bản;Chủ hộ\nBản Một;A\n".getBytes(StandardCharsets.UTF_8),
            List.of("không phải bảng tính Excel như tên tệp"),
            0));
    corpus.put(
        "cắt.xlsx",
        new Hostile(
            Arrays.copyOf(sound, sound.length / 2),
            List.of("Tệp bị hỏng hoặc tải lên chưa hết"),
            0));
    corpus.put("bom.xlsx", new Hostile(bomb(sound), List.of("Tệp giải nén ra quá lớn"), 0));
    corpus.put(
        "sai cột.xlsx",
        new Hostile(
            Workbooks.of("Tên", "Tuổi").row("A", 1).bytes(),
            List.of("Không tìm thấy dòng tiêu đề"),
            0));
    corpus.put(
        "không dòng.xlsx",
        new Hostile(
            Workbooks.full().bytes(), List.of("chưa có dòng dữ liệu nào. Hãy điền danh sách"), 0));
    corpus.put(
        "gộp ô.xlsx",
        new Hostile(
            row(null, null, "Bản Một", "A", "", 1, 2, 1, null)
                .row(null, null, "Bản Một", "B", "", 1, 2, 1, null)
                .touched(sheet -> sheet.range(1, 2, 2, 2).merge())
                .bytes(),
            List.of("Hãy bỏ gộp ô"),
            2));
    corpus.put(
        "công thức.xlsx",
        new Hostile(
            row(null, null, "Bản Một", "A", "", null, 2, 1, null)
                .touched(sheet -> sheet.formula(1, 5, "1+1"))
                .bytes(),
            List.of("công thức"),
            1));
    corpus.put(
        "ngày.xlsx",
        new Hostile(
            row(null, null, "Bản Một", "A", "", "15/11/2026", 2, 1, null).bytes(),
            List.of("“15/11/2026” không phải là số"),
            1));
    corpus.put(
        "số.xlsx",
        new Hostile(
            row(null, null, "Bản Một", "A", "", "1.234", "1,234", 1, null).bytes(),
            List.of("“1.234” nằm ngoài khoảng", "“1,234” có thể hiểu nhiều cách: 1234 · 1,234"),
            1));
    corpus.put(
        "bảng mã.xlsx",
        new Hostile(
            row(null, null, "Bản Một", "NguyÔn V¨n ThÞnh", "", 1, 2, 1, null)
                .row(null, null, "Bản Một", "Nguyeãn Vaên Thònh", "", 1, 2, 1, null)
                .bytes(),
            List.of("Có phải là “Nguyễn Văn Thịnh”"),
            2));
    corpus.put(
        "xã khác.xlsx",
        new Hostile(
            row(null, "Xã Hạ", "Bản Một", "A", "", 1, 2, 1, null)
                .row(null, null, "Bản Lạ", "B", "", 1, 2, 1, null)
                .bytes(),
            List.of("“Xã Hạ” không thuộc Xã Thượng", "Không có thôn, bản nào tên “Bản Lạ”"),
            2));
    return corpus;
  }

  /** A sheet that unpacks to a thousand times its size. */
  private static byte[] bomb(byte[] sound) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path file = Files.createTempFile("sound", ".xlsx");
    Files.write(file, sound);
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = in.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith("sheet1.xml")) {
          String xml = new String(content, StandardCharsets.UTF_8);
          int data = xml.indexOf("</sheetData>");
          zip.write(xml.substring(0, data).getBytes(StandardCharsets.UTF_8));
          byte[] row = ("<row>" + " ".repeat(1 << 20) + "</row>").getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 64; i++) {
            zip.write(row);
          }
          zip.write(xml.substring(data).getBytes(StandardCharsets.UTF_8));
        } else {
          zip.write(content);
        }
      }
    } finally {
      Files.delete(file);
    }
    return out.toByteArray();
  }

  private static String words(String html) {
    return HtmlUtils.htmlUnescape(html.replaceAll("<[^>]+>", " ")).replaceAll("\\s+", " ");
  }

  @Test
  void everyFileIsAnsweredWithASentenceAndNothingIsApplied() throws Exception {
    for (Map.Entry<String, Hostile> one : corpus().entrySet()) {
      HttpResponse<String> answer = upload(one.getValue().bytes(), one.getKey());
      assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(303);
      String path = URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
      String page = words(page(path).body());
      while (page.contains("Trang tự tải lại")) {
        Thread.sleep(50);
        page = words(page(path).body());
      }
      assertThat(page).as(one.getKey()).contains(one.getValue().sentences());
      assertThat(sent()).extracting(ImportBatch::fileName).contains(one.getKey());
    }
    assertThat(registered()).isZero();
  }

  private record Said(int code, String words) {}

  private Said say(String... arguments) {
    PrintStream before = System.out;
    PrintStream errors = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream here = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(here);
      System.setErr(here);
      int code =
          Acting.as(
              Actor.operator("thử", place.nation()),
              () -> command.run(new Arguments(List.of(arguments))));
      return new Said(code, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
      System.setErr(errors);
    }
  }

  private String code() {
    return areas.byId(commune()).code();
  }

  @Test
  void theCommandLineSaysTheSameAndEndsWithOne(@TempDir Path folder) throws Exception {
    for (Map.Entry<String, Hostile> one : corpus().entrySet()) {
      Path file = Files.write(folder.resolve(one.getKey()), one.getValue().bytes());
      Said said = say(file.toString(), "--area", code(), "--dry-run");
      assertThat(said.words()).as(one.getKey()).contains(one.getValue().sentences());
      boolean harmless = one.getKey().equals("không dòng.xlsx");
      assertThat(said.code()).as(one.getKey()).isEqualTo(harmless ? 0 : 1);
      Said json = say(file.toString(), "--area", code(), "--dry-run", "--json");
      assertThat(json.words())
          .as(one.getKey())
          .contains("\"rows\":" + one.getValue().rows(), "\"applied\":false");
    }
    assertThat(registered()).isZero();
    assertThat(say(folder.resolve("không có.xlsx").toString()).code()).isEqualTo(1);
    assertThat(say().code()).isEqualTo(2);
  }

  @Test
  void theCommandLineImportsOnceAndASecondTimeNothing(@TempDir Path folder) throws Exception {
    Path file =
        Files.write(
            folder.resolve("hộ.xlsx"),
            row(
                    null,
                    null,
                    Normalizer.normalize("Bản Một", Normalizer.Form.NFD),
                    Normalizer.normalize("Trần Thị Hường", Normalizer.Form.NFD),
                    "=1+1",
                    1,
                    2,
                    1,
                    null)
                .row(null, null, "Bản Hai", "Lò Văn Mười", "", 1, 2, 1, null)
                .bytes());
    assertThat(say(file.toString(), "--area", code(), "--json", "--dry-run").words())
        .contains("\"imported\":2", "\"applied\":false");
    assertThat(registered()).isZero();
    assertThat(say(file.toString(), "--area", code(), "--json"))
        .satisfies(said -> assertThat(said.code()).isZero())
        .extracting(Said::words)
        .asString()
        .contains(
            "\"rows\":2,\"imported\":2,\"updated\":0,\"skipped\":0,\"failed\":0,\"applied\":true");
    assertThat(say(file.toString(), "--area", code(), "--json").words())
        .contains("\"rows\":2,\"imported\":0,\"updated\":0,\"skipped\":2,\"failed\":0");
    assertThat(households.inVillage(place.villages().get(0)))
        .singleElement()
        .extracting(Household::head)
        .isEqualTo("Trần Thị Hường");
  }

  @Test
  void aFileTooLargeIsRefusedWithTheLimitHoweverLargeItIs() throws Exception {
    HttpResponse<String> above = upload(55);
    assertThat(above.statusCode()).isEqualTo(422);
    assertThat(words(above.body())).contains("Tệp lớn hơn 50 MB");
    HttpResponse<String> far = upload(100);
    assertThat(far.statusCode()).isEqualTo(413);
    assertThat(words(far.body())).contains("vượt quá 50 MB", "Hãy chia nhỏ danh sách");
    assertThat(sent()).isEmpty();
    assertThat(page("/households").statusCode()).isEqualTo(200);
  }

  @Test
  void anUploadCutInTheMiddleLeavesNothing() throws Exception {
    byte[] file = new byte[3 << 20];
    byte[] head = head("cắt.xlsx");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write(
              ("POST /households/import HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
                      + cookies
                      + "\r\nContent-Type: multipart/form-data; boundary="
                      + BOUNDARY
                      + "\r\nContent-Length: "
                      + (head.length + 2L * file.length)
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(head);
      socket.getOutputStream().write(file);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      // answered or closed: either way the server is done with it
      socket.getInputStream().readAllBytes();
    }
    assertThat(sent()).isEmpty();
    assertThat(registered()).isZero();
    try (Stream<Path> kept = Files.list(Files.createDirectories(TestFiles.FOLDER))) {
      assertThat(kept.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
    assertThat(page("/households/import").statusCode()).isEqualTo(200);
  }
}
