package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 2007 and later: a zip of XML parts, of which only a few are ever opened. */
final class XlsxFile implements Closeable {

  private static final int MOST_PARTS = 5_000;
  private static final int LARGEST_DIRECTORY = 4 << 20;
  private static final long ALWAYS_ALLOWED = 16L << 20;

  private final ZipFile zip;
  private final Map<String, ZipEntry> parts = new HashMap<>();
  private final PartStream.Budget budget;
  private final SheetLimits limits;
  private final List<SheetPart> sheets = new ArrayList<>();
  private boolean since1904;
  private byte[] cellFormats = new byte[0];
  private @Nullable String sharedStringsPath;
  private @Nullable SharedStrings sharedStrings;

  /**
   * One sheet.
   *
   * @param path its part in the zip
   * @param hidden whether the workbook hides it
   */
  record SheetPart(String name, String path, boolean hidden) {}

  private XlsxFile(ZipFile zip, SheetLimits limits, long fileSize) {
    this.zip = zip;
    this.limits = limits;
    long byPacking = Math.max(ALWAYS_ALLOWED, fileSize * limits.packing());
    this.budget = new PartStream.Budget(Math.min(limits.unpackedBytes(), byPacking));
  }

  static XlsxFile open(Path path, SheetLimits limits) throws IOException {
    checkDirectory(path);
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (FileNotFoundException gone) {
      throw gone;
    } catch (IOException | RuntimeException broken) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    XlsxFile file = new XlsxFile(zip, limits, Files.size(path));
    try {
      file.readStructure();
      return file;
    } catch (IOException | RuntimeException failure) {
      file.close();
      throw failure instanceof Refusal refusal ? refusal : new Refusal(SheetProblem.DAMAGED);
    }
  }

  /** The JDK loads the whole directory of a zip at once: its size is looked at first. */
  private static void checkDirectory(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      int length = (int) Math.min(file.length(), 22 + 0xFFFF + 20);
      byte[] tail = new byte[length];
      file.seek(file.length() - length);
      file.readFully(tail);
      ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = length - 22; at >= 0; at--) {
        if (end.getInt(at) != 0x06054B50) {
          continue;
        }
        long count = end.getShort(at + 10) & 0xFFFF;
        long size = end.getInt(at + 12) & 0xFFFFFFFFL;
        if ((count == 0xFFFF || size == 0xFFFFFFFFL) && at >= 20) {
          long large = end.getInt(at - 20) == 0x07064B50 ? end.getLong(at - 12) : -1;
          if (large < 0 || large + 56 > file.length()) {
            throw new Refusal(SheetProblem.DAMAGED);
          }
          byte[] record = new byte[56];
          file.seek(large);
          file.readFully(record);
          ByteBuffer large64 = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
          count = large64.getLong(32);
          size = large64.getLong(40);
        }
        if (count < 0 || count > MOST_PARTS || size < 0 || size > LARGEST_DIRECTORY) {
          throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
        }
        return;
      }
      throw new Refusal(SheetProblem.DAMAGED);
    }
  }

  private void readStructure() throws IOException {
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      parts.putIfAbsent(canonical(entry.getName()), entry);
    }
    if (!parts.containsKey("[content_types].xml")) {
      throw new Refusal(
          parts.containsKey("mimetype") || parts.containsKey("content.xml")
              ? SheetProblem.OTHER_OFFICE_FILE
              : SheetProblem.NOT_A_SHEET);
    }
    checkContentTypes();
    String workbook = "xl/workbook.xml";
    for (Relation relation : relations("_rels/.rels", "")) {
      if (relation.type().endsWith("/officeDocument")) {
        workbook = relation.target();
      }
    }
    if (!parts.containsKey(canonical(workbook))) {
      throw new Refusal(SheetProblem.NOT_A_SHEET);
    }
    int slash = workbook.lastIndexOf('/');
    String folder = workbook.substring(0, slash + 1);
    Map<String, Relation> byId = new HashMap<>();
    for (Relation relation :
        relations(folder + "_rels/" + workbook.substring(slash + 1) + ".rels", folder)) {
      byId.put(relation.id(), relation);
      if (relation.type().endsWith("/sharedStrings")) {
        sharedStringsPath = relation.target();
      } else if (relation.type().endsWith("/styles")) {
        readStyles(relation.target());
      }
    }
    readWorkbook(workbook, byId);
  }

  private void checkContentTypes() throws IOException {
    boolean workbook = false;
    boolean other = false;
    try (XmlPart xml = part("[Content_Types].xml")) {
      for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
        if (event != XmlPart.OPEN) {
          continue;
        }
        String type = xml.attribute("ContentType");
        if (type == null) {
          continue;
        }
        String small = type.toLowerCase(Locale.ROOT);
        if (small.contains("sheet.binary.macroenabled")) {
          throw new Refusal(SheetProblem.OTHER_OFFICE_FILE);
        }
        if (small.contains("macroenabled") || small.contains("vbaproject")) {
          throw new Refusal(SheetProblem.MACROS);
        }
        workbook |=
            small.contains("spreadsheetml.sheet.main")
                || small.contains("spreadsheetml.template.main");
        other |= small.contains("wordprocessingml") || small.contains("presentationml");
      }
    }
    if (!workbook && other) {
      throw new Refusal(SheetProblem.OTHER_OFFICE_FILE);
    }
  }

  private record Relation(String id, String type, String target) {}

  private List<Relation> relations(String path, String folder) throws IOException {
    List<Relation> relations = new ArrayList<>();
    if (!parts.containsKey(canonical(path))) {
      return relations;
    }
    try (XmlPart xml = part(path)) {
      for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
        if (event == XmlPart.OPEN && xml.name().equals("Relationship")) {
          String id = xml.attribute("Id");
          String type = xml.attribute("Type");
          String target = xml.attribute("Target");
          if (id != null
              && type != null
              && target != null
              && !"External".equals(xml.attribute("TargetMode"))) {
            if (relations.size() >= MOST_PARTS) {
              throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
            }
            relations.add(
                new Relation(
                    id, type, target.startsWith("/") ? target.substring(1) : folder + target));
          }
        }
      }
    }
    return relations;
  }

  private void readWorkbook(String path, Map<String, Relation> byId) throws IOException {
    try (XmlPart xml = part(path)) {
      for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
        if (event != XmlPart.OPEN) {
          continue;
        }
        if (xml.name().equals("workbookPr")) {
          String flag = xml.attribute("date1904");
          since1904 = "1".equals(flag) || "true".equals(flag);
        } else if (xml.name().equals("sheet")) {
          String name = xml.attribute("name");
          String id = xml.attribute("id");
          String state = xml.attribute("state");
          Relation relation = id == null ? null : byId.get(id);
          if (relation != null
              && relation.type().endsWith("/worksheet")
              && parts.containsKey(canonical(relation.target()))) {
            if (sheets.size() >= MOST_PARTS) {
              throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
            }
            sheets.add(
                new SheetPart(
                    name == null ? "" : name,
                    relation.target(),
                    state != null && !state.equals("visible")));
          }
        }
      }
    }
  }

  private void readStyles(String path) throws IOException {
    if (!parts.containsKey(canonical(path))) {
      return;
    }
    Map<Integer, Byte> written = new HashMap<>();
    List<Byte> formats = new ArrayList<>();
    boolean cells = false;
    try (XmlPart xml = part(path)) {
      for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
        boolean start = event == XmlPart.OPEN;
        switch (xml.name()) {
          case "cellXfs" -> cells = start;
          case "numFmt" -> {
            String id = start ? xml.attribute("numFmtId") : null;
            String code = start ? xml.attribute("formatCode") : null;
            if (id != null && code != null && written.size() < MOST_PARTS) {
              written.put(Cells.number(id, 0), Formats.of(code));
            }
          }
          case "xf" -> {
            if (start && cells && formats.size() < 100_000) {
              String id = xml.attribute("numFmtId");
              int number = id == null ? 0 : Cells.number(id, 0);
              Byte own = written.get(number);
              formats.add(own != null ? own : Formats.builtIn(number));
            }
          }
          default -> {}
        }
      }
    }
    cellFormats = new byte[formats.size()];
    for (int i = 0; i < cellFormats.length; i++) {
      cellFormats[i] = formats.get(i);
    }
  }

  /** All sheets with cells, in the order of their tabs. */
  List<SheetPart> sheets() {
    return sheets;
  }

  RowSource rows(SheetPart sheet) throws IOException {
    return new XlsxRows(part(sheet.path()), texts(), cellFormats, since1904, limits);
  }

  private SharedStrings texts() throws IOException {
    SharedStrings known = sharedStrings;
    if (known != null) {
      return known;
    }
    SharedStrings texts = new SharedStrings();
    sharedStrings = texts;
    String path = sharedStringsPath;
    if (path != null && parts.containsKey(canonical(path))) {
      try (XmlPart xml = part(path)) {
        for (int event = xml.next(); event != XmlPart.END; event = xml.next()) {
          if (event == XmlPart.OPEN && xml.is("si")) {
            xml.clearText();
            XlsxRows.collectRuns(xml);
            if (XlsxRows.mayBeEscaped(xml)) {
              byte[] plain = XlsxRows.unescaped(xml.text()).getBytes(StandardCharsets.UTF_8);
              texts.add(plain, plain.length);
            } else {
              texts.add(xml.textBytes(), xml.textLength());
            }
          }
        }
      }
    }
    texts.finish();
    return texts;
  }

  private XmlPart part(String path) throws IOException {
    ZipEntry entry = parts.get(canonical(path));
    if (entry == null) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    try {
      return new XmlPart(new PartStream(zip.getInputStream(entry), budget, entry.getCrc()));
    } catch (Refusal refusal) {
      throw refusal;
    } catch (IOException | RuntimeException broken) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
  }

  /** Names of parts differ in case and slashes between programs. */
  private static String canonical(String path) {
    String clean = path.replace('\\', '/').toLowerCase(Locale.ROOT);
    while (clean.contains("/../")) {
      int at = clean.indexOf("/../");
      int before = clean.lastIndexOf('/', at - 1);
      clean = clean.substring(0, before + 1) + clean.substring(at + 4);
    }
    clean = clean.replace("/./", "/");
    return clean.startsWith("/") ? clean.substring(1) : clean;
  }

  @Override
  public void close() throws IOException {
    try (zip) {
      SharedStrings texts = sharedStrings;
      if (texts != null) {
        texts.close();
      }
    }
  }
}
