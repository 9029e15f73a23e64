package vn.khuyenhoc.certificates;

import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code certificates keys}: the keys of square codes; {@code certificates keys rotate}: from now
 * on another one signs, and what the earlier ones signed can still be checked.
 */
@Component
class KeysCommand implements Command {

  private final SigningKeys keys;
  private final Texts texts;

  KeysCommand(SigningKeys keys, Languages languages) {
    this.keys = keys;
    this.texts = languages.vietnamese();
  }

  @Override
  public String name() {
    return "certificates keys";
  }

  @Override
  public int run(Arguments arguments) {
    String word = arguments.word(0).orElse("");
    if (!word.isEmpty() && !word.equals("rotate")) {
      System.err.println(texts.t("verify.keys.usage"));
      return 2;
    }
    if (word.equals("rotate")) {
      System.out.println(texts.t("verify.keys.rotated", keys.rotate(Acting.current()).id()));
    }
    keys.all()
        .forEach(
            key ->
                System.out.println(
                    texts.t(
                        "verify.keys.line",
                        key.id(),
                        texts.date(key.from()),
                        texts.date(key.until()),
                        key.x())));
    return 0;
  }
}
