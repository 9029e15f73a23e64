package vn.khuyenhoc.reports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports as canonical JSON: names in alphabetical order, no space between them, so that the same
 * report is always the same bytes.
 */
final class ReportJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private ReportJson() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static ReportContent content(String json) {
    return MAPPER.readValue(json, ReportContent.class);
  }

  static ReportContent.Merged merged(String json) {
    return MAPPER.readValue(json, ReportContent.Merged.class);
  }

  static List<ReportCollection.Line> lines(String json) {
    return List.of(MAPPER.readValue(json, ReportCollection.Line[].class));
  }

  /** The SHA-256 of the bytes. */
  static String hash(String json) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
