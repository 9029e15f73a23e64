package vn.khuyenhoc.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a command: words, options with a value ({@code --out DIR}), and flags. */
public final class Arguments {

  private static final Set<String> FLAGS =
      Set.of("json", "dry-run", "all-or-nothing", "heap", "headless", "help", "full", "replace");

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();

  /**
   * @param typed as the shell hands them over
   */
  public Arguments(List<String> typed) {
    for (int i = 0; i < typed.size(); i++) {
      String one = typed.get(i);
      if (!one.startsWith("--")) {
        words.add(one);
      } else if (one.contains("=")) {
        options.put(one.substring(2, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
      } else if (FLAGS.contains(one.substring(2)) || i + 1 == typed.size()) {
        options.put(one.substring(2), "");
      } else {
        options.put(one.substring(2), typed.get(++i));
      }
    }
  }

  /** The words in order. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** The word at this place. */
  public Optional<String> word(int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }

  /** Whether a flag or option was given. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option. */
  public Optional<String> option(String option) {
    return Optional.ofNullable(options.get(option)).filter(value -> !value.isEmpty());
  }

  /** The value of an option, or what holds without it. */
  public String option(String option, String otherwise) {
    return option(option).orElse(otherwise);
  }
}
