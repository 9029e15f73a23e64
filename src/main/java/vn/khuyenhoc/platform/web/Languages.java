package vn.khuyenhoc.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The languages the product speaks, gathered from every module's bundle {@code
 * messages/<module>_<language>.properties} (UTF-8). A key may stand in one bundle only.
 */
@Component
public class Languages {

  private final Texts vietnamese;
  private final Texts english;

  /** Reads every bundle; with assertions switched on, as in tests, an unknown key is a fault. */
  public Languages() {
    this(Languages.class.desiredAssertionStatus());
  }

  Languages(boolean strict) {
    vietnamese = new Texts("vi", read("vi"), strict);
    english = new Texts("en", read("en"), strict);
  }

  /**
   * The texts of a language.
   *
   * @param language {@code en} for English; everything else is Vietnamese
   */
  public Texts in(String language) {
    return language.equals("en") ? english : vietnamese;
  }

  /** Vietnamese, for documents and everything official. */
  public Texts vietnamese() {
    return vietnamese;
  }

  private static Map<String, String> read(String language) {
    Map<String, String> sentences = new HashMap<>();
    Map<String, String> origin = new HashMap<>();
    try {
      Resource[] bundles =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/*_" + language + ".properties");
      for (Resource bundle : bundles) {
        Properties properties = new Properties();
        try (var reader = new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
          String file = String.valueOf(bundle.getFilename());
          String earlier = origin.putIfAbsent(key, file);
          if (earlier != null) {
            throw new IllegalStateException(
                "Text '" + key + "' stands in both " + earlier + " and " + file);
          }
          sentences.put(key, properties.getProperty(key));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sentences;
  }
}
