package vn.khuyenhoc.criteria;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.KeptChoices;
import vn.khuyenhoc.platform.KeptChoices.Kept;
import vn.khuyenhoc.platform.web.Option;

/**
 * The labour groups that a set for citizens can be a form of, by their names; kept by the register,
 * which criteria do not look at.
 */
@Component
class LabourForms {

  private static final String TOPIC = "labour-group";

  private final ObjectProvider<KeptChoices> choices;

  LabourForms(ObjectProvider<KeptChoices> choices) {
    this.choices = choices;
  }

  private List<Kept> all() {
    return choices.stream()
        .filter(one -> one.topic().equals(TOPIC))
        .flatMap(one -> one.all().stream())
        .toList();
  }

  /** The page where the groups are kept; null where nobody keeps them. */
  @Nullable String href() {
    return choices.stream()
        .filter(one -> one.topic().equals(TOPIC))
        .map(KeptChoices::href)
        .findFirst()
        .orElse(null);
  }

  /** What people call a group; its code where nobody knows it, empty for none. */
  String name(String form) {
    if (form.isEmpty()) {
      return "";
    }
    return all().stream()
        .filter(one -> one.code().equals(form))
        .map(Kept::name)
        .findFirst()
        .orElse(form);
  }

  /** The names of all groups by their codes, read once for a list. */
  java.util.Map<String, String> names() {
    java.util.Map<String, String> names = new java.util.HashMap<>();
    all().forEach(one -> names.put(one.code(), one.name()));
    return names;
  }

  /** What can be chosen; one that ended or is unknown only where it is what holds now. */
  List<Option> options(String now) {
    List<Option> options = new ArrayList<>();
    for (Kept one : all()) {
      if (!one.retired() || one.code().equals(now)) {
        options.add(new Option(one.code(), one.name(), null, one.code()));
      }
    }
    if (!now.isEmpty() && options.stream().noneMatch(one -> one.value().equals(now))) {
      options.add(new Option(now, now));
    }
    return options;
  }

  /** Whether a group can be chosen, or is what holds now. */
  boolean offers(String form, String now) {
    return form.isEmpty()
        || form.equals(now)
        || all().stream().anyMatch(one -> one.code().equals(form) && !one.retired());
  }
}
