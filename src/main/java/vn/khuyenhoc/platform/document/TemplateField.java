package vn.khuyenhoc.platform.document;

import java.util.List;

/**
 * One thing that a template can ask for by its name.
 *
 * @param name Vietnamese words without accents: {@code so_ky_hieu}
 * @param type what stands in its place
 * @param parts the names inside a row of a list; none otherwise
 * @param meaning what it is, in a sentence
 * @param sample a made-up value, of a list one a line
 */
public record TemplateField(
    String name, Type type, List<TemplateField> parts, String meaning, String sample) {

  /** What stands in the place of a name. */
  public enum Type {
    /** Words or a figure, inside a sentence. */
    TEXT,
    /** Rows: what stands between beginning and end is written once for each. */
    LIST,
    /** Whole paragraphs and tables as the product writes them, in a paragraph of their own. */
    FLOW
  }

  public TemplateField {
    parts = List.copyOf(parts);
  }

  /** As it stands in a file: {@code {{so_ky_hieu}}}. */
  public String written() {
    return type == Type.LIST ? "{{#" + name + "}} … {{/" + name + "}}" : "{{" + name + "}}";
  }
}
