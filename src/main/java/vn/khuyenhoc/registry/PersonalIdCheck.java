package vn.khuyenhoc.registry;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.Welcome;
import vn.khuyenhoc.platform.web.Languages;

/**
 * Every identity number can be read: its key lies where it belongs and is the one that the numbers
 * were entered under. A server that starts says so too, and goes on without: nothing but these
 * numbers depends on the key, and none is made anew while there are any.
 */
@Component
class PersonalIdCheck implements Check, Welcome {

  private final PersonalIds personalIds;
  private final Languages languages;

  PersonalIdCheck(PersonalIds personalIds, Languages languages) {
    this.personalIds = personalIds;
    this.languages = languages;
  }

  @Override
  public String name() {
    return "personal-ids";
  }

  @Override
  public List<String> faults() {
    PersonalIds.Readable found = personalIds.count();
    if (found.unreadable() == 0) {
      return List.of();
    }
    return List.of(
        languages
            .vietnamese()
            .t(
                "subject.id.check." + personalIds.key().name(),
                found.unreadable(),
                found.all(),
                personalIds.file().toString()));
  }

  @Override
  public List<String> lines(boolean demo, String address) {
    personalIds.keepPrivate();
    return personalIds.readable()
        ? List.of()
        : List.of(
            languages
                .vietnamese()
                .t("subject.id.start." + personalIds.key().name(), personalIds.file().toString()));
  }
}
