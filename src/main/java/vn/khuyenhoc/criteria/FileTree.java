package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import vn.khuyenhoc.platform.Problem;

/** A YAML or JSON text as a tree that knows the line of every value. */
final class FileTree {

  private static final int MOST_LETTERS = 2_000_000;
  private static final int MOST_NODES = 60_000;
  private static final int MOST_DEPTH = 20;

  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private FileTree() {}

  /** A value with its line, from 1. */
  sealed interface Node {
    int line();
  }

  /**
   * Values by key.
   *
   * @param lines the line of each key
   */
  record Fields(Map<String, Node> values, Map<String, Integer> lines, int line) implements Node {}

  /** Values in order. */
  record Items(List<Node> values, int line) implements Node {}

  /** One value as it is written; null for nothing. */
  record Scalar(@Nullable String text, int line) implements Node {}

  /** A value that could not be read; what is wrong with it was told where it was found. */
  record Unread(int line) implements Node {}

  /** A tree, or the one thing that keeps the text from being read. */
  record Read(@Nullable Fields root, @Nullable Problem problem) {}

  static Read yaml(String text) {
    return read(YAML, text);
  }

  static Read json(String text) {
    return read(JSON, text);
  }

  private static Read read(TokenStreamFactory format, String text) {
    if (text.length() > MOST_LETTERS) {
      return new Read(null, Problem.of(CriteriaProblem.UNREADABLE));
    }
    try (JsonParser parser = format.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Read(null, Problem.of(CriteriaProblem.UNREADABLE));
      }
      Node root = new Walk(parser).value(0);
      if (parser.nextToken() != null) {
        return new Read(null, syntax(parser.currentTokenLocation()));
      }
      return new Read((Fields) root, null);
    } catch (JacksonException broken) {
      return new Read(null, syntax(broken.getLocation()));
    } catch (TooLarge large) {
      return new Read(null, Problem.of(CriteriaProblem.UNREADABLE));
    } catch (RuntimeException broken) {
      return new Read(null, Problem.of(CriteriaProblem.UNREADABLE));
    }
  }

  private static Problem syntax(@Nullable TokenStreamLocation at) {
    return at == null || at.getLineNr() < 1
        ? Problem.of(CriteriaProblem.UNREADABLE)
        : Problem.at(
            FilePlace.field(at.getLineNr()),
            CriteriaProblem.SYNTAX,
            at.getLineNr(),
            Math.max(1, at.getColumnNr()));
  }

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Walk {
    private final JsonParser parser;
    private int nodes;

    Walk(JsonParser parser) {
      this.parser = parser;
    }

    Node value(int depth) {
      if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
        throw new TooLarge();
      }
      int line = Math.max(1, parser.currentTokenLocation().getLineNr());
      JsonToken token = parser.currentToken();
      return switch (token) {
        case START_OBJECT -> {
          Map<String, Node> values = new LinkedHashMap<>();
          Map<String, Integer> lines = new LinkedHashMap<>();
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentToken() == null) {
              throw new TooLarge();
            }
            String key = parser.currentName();
            lines.put(key, Math.max(1, parser.currentTokenLocation().getLineNr()));
            parser.nextToken();
            values.put(key, value(depth + 1));
          }
          yield new Fields(values, lines, line);
        }
        case START_ARRAY -> {
          List<Node> values = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
              throw new TooLarge();
            }
            values.add(value(depth + 1));
          }
          yield new Items(values, line);
        }
        case VALUE_NULL -> new Scalar(null, line);
        case null -> throw new TooLarge();
        default -> {
          // an alias would stand for something else
          if (parser instanceof tools.jackson.dataformat.yaml.YAMLParser yaml
              && yaml.isCurrentAlias()) {
            throw new TooLarge();
          }
          yield new Scalar(parser.getString(), line);
        }
      };
    }
  }

  /** A number as it is written in a file; null where it is none, or none of a sensible size. */
  static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > 20) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs(number.scale()) > 9 || number.precision() > 15 ? null : number;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
