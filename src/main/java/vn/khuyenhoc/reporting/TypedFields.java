package vn.khuyenhoc.reporting;

import java.util.Map;

/** The fields of a form as they were sent; one that was not sent is empty. */
record TypedFields(Map<String, String> fields) {

  TypedFields {
    fields = Map.copyOf(fields);
  }

  /** What was typed into a field. */
  String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Whether a box was ticked. */
  boolean ticked(String field) {
    return text(field).equals("true");
  }

  /** The version that was changed; the first one where none was sent. */
  int version() {
    String version = text("version");
    return version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 1;
  }
}
