package vn.khuyenhoc.criteria;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Problem;

/** Criteria sets from and to files: YAML, and workbooks. What is written comes back the same. */
@Component
class CriteriaFiles {

  private static final int LARGEST = 4_000_000;

  private final CriteriaSheet sheet;

  CriteriaFiles(CriteriaSheet sheet) {
    this.sheet = sheet;
  }

  /**
   * Reads a file by its name: {@code .yaml} and {@code .yml} as YAML, everything else as a
   * workbook.
   *
   * @return what it says, and everything wrong with it
   */
  CriteriaFile.Read read(Path file, String fileName) {
    String small = fileName.toLowerCase(Locale.ROOT);
    if (!small.endsWith(".yaml") && !small.endsWith(".yml")) {
      return sheet.read(file, fileName);
    }
    try {
      if (Files.size(file) > LARGEST) {
        return unreadable();
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return CriteriaFile.readYaml(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException other) {
      return unreadable();
    } catch (IOException gone) {
      return CriteriaFile.Read.refused(
          List.of(Problem.of(CriteriaProblem.FILE_UNREADABLE, fileName)));
    }
  }

  private static CriteriaFile.Read unreadable() {
    return CriteriaFile.Read.refused(List.of(Problem.of(CriteriaProblem.UNREADABLE)));
  }

  /** A set as YAML. */
  String yaml(CriteriaSet set) {
    return CriteriaFile.yaml(set);
  }

  /** A set as a workbook. */
  byte[] xlsx(CriteriaSet set) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sheet.write(out, set);
    return out.toByteArray();
  }
}
