package vn.khuyenhoc.identity;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Welcome;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** What a freshly started server prints about how to come in. */
@Component
class Entrance implements Welcome {

  private final DemoAccounts demonstration;
  private final FirstAdministrator first;
  private final Languages languages;

  Entrance(DemoAccounts demonstration, FirstAdministrator first, Languages languages) {
    this.demonstration = demonstration;
    this.first = first;
    this.languages = languages;
  }

  @Override
  public List<String> lines(boolean demo, String address) {
    Texts texts = languages.vietnamese();
    List<String> lines = new ArrayList<>();
    if (demo) {
      lines.add(texts.t("identity.welcome.demo"));
      demonstration
          .renewLinks()
          .forEach(
              link ->
                  lines.add(
                      "  %-24s %s/sign-in/demo/%s"
                          .formatted(texts.t("role." + link.role()), address, link.token())));
      return lines;
    }
    demonstration.endLinks();
    if (first.missing()) {
      lines.add(texts.t("identity.welcome.first"));
      lines.add("  " + address + "/setup/" + first.invite());
    }
    return lines;
  }
}
