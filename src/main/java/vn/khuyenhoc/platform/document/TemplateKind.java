package vn.khuyenhoc.platform.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The kinds of document for which an office can have a template of its own. Names stand in the
 * database and in addresses: one is never used again for anything else. Which names a template of
 * the kind can ask for is data ({@code messages/template-fields.properties}).
 */
public enum TemplateKind {
  /** On the results of one model in one year. */
  RESULTS(DocumentKind.REPORT),
  /** On half a year. */
  SIX_MONTHS(DocumentKind.REPORT),
  /** On a year. */
  YEAR(DocumentKind.REPORT),
  /** On the way through a plan (sơ kết). */
  PRELIMINARY_REVIEW(DocumentKind.REPORT),
  /** At the end of a plan (tổng kết). */
  FINAL_REVIEW(DocumentKind.REPORT),
  /** On request (đột xuất). */
  AD_HOC(DocumentKind.REPORT),
  /** Asking for recognition (tờ trình). */
  SUBMISSION(DocumentKind.SUBMISSION),
  /** A plan with its targets (kế hoạch). */
  PLAN(DocumentKind.PLAN),
  /** Recognising, with the list of what is recognised. */
  DECISION(DocumentKind.DECISION),
  /** Of a meeting that voted. */
  MINUTES(DocumentKind.MINUTES);

  // Not through Wording: braces stand for themselves here.
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle(
          "messages.template-fields", Locale.ROOT, TemplateKind.class.getClassLoader());

  private final DocumentKind document;

  TemplateKind(DocumentKind document) {
    this.document = document;
  }

  /** What it is by Decree 30. */
  public DocumentKind document() {
    return document;
  }

  /** The key of its name. */
  public String messageKey() {
    return "templates.kind." + name();
  }

  /** The kind of that name; empty for none. */
  public static Optional<TemplateKind> named(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }

  /** All names that a template of this kind can ask for, those that every kind has first. */
  public List<TemplateField> fields() {
    List<TemplateField> fields = new ArrayList<>();
    for (String token : (say("fields.every") + " " + say("fields." + name())).split(" +")) {
      fields.add(field(token));
    }
    return List.copyOf(fields);
  }

  private static TemplateField field(String token) {
    int list = token.indexOf('[');
    boolean flow = token.endsWith("!");
    String name =
        list > 0 ? token.substring(0, list) : flow ? token.substring(0, token.length() - 1) : token;
    List<TemplateField> parts =
        list > 0
            ? Arrays.stream(token.substring(list + 1, token.length() - 1).split(","))
                .map(TemplateKind::field)
                .toList()
            : List.of();
    return new TemplateField(
        name,
        list > 0
            ? TemplateField.Type.LIST
            : flow ? TemplateField.Type.FLOW : TemplateField.Type.TEXT,
        parts,
        say("meaning." + name),
        list > 0 || flow ? "" : say("sample." + name));
  }

  /** What a template must ask for: of each set one name at least. */
  public List<Set<String>> required() {
    return Arrays.stream(say("required." + name()).split(" +"))
        .<Set<String>>map(one -> new LinkedHashSet<>(List.of(one.split("\\|"))))
        .toList();
  }

  static String say(String key) {
    return VietnameseText.nfc(WORDS.getString(key));
  }
}
