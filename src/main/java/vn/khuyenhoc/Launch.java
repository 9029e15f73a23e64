package vn.khuyenhoc;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the command line says before there is an application that could say it. */
final class Launch {

  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  private Launch() {}

  static String sentence(String key, Object... arguments) {
    String pattern = ResourceBundle.getBundle("messages/launch", VIETNAMESE).getString(key);
    return new MessageFormat(pattern.replace("'", "''"), VIETNAMESE).format(arguments);
  }
}
