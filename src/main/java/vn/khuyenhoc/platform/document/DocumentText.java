package vn.khuyenhoc.platform.document;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The fixed wording of Decree 30 (national title, "Nơi nhận:" …), from its message bundle. */
final class DocumentText {

  private static final Locale VIETNAMESE = Locale.of("vi");
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle(
          "messages.document",
          VIETNAMESE,
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  private DocumentText() {}

  /** The sentence under that key with its places filled. */
  static String of(String key, String... values) {
    var pattern = BUNDLE.getString("document." + key);
    return VietnameseForm.nfc(new MessageFormat(pattern, VIETNAMESE).format(values));
  }
}
