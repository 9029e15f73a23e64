package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaHistory.Decree;
import vn.khuyenhoc.areas.AreaHistory.Lineage;
import vn.khuyenhoc.areas.AreaHistory.Step;
import vn.khuyenhoc.areas.AreaHistory.Version;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;

/**
 * The history of an area as a drawing: time runs to the right, every box is an area as it was
 * called for a while, every line something that became something else. The table beside it says the
 * same.
 *
 * @param width in units of the drawing
 * @param height in units of the drawing
 * @param boxes areas, each as it was called for a while
 * @param lines what became what
 * @param headings the days on which something changed
 */
public record HistoryDrawing(
    int width, int height, List<Box> boxes, List<Line> lines, List<Heading> headings) {

  private static final int BOX_WIDTH = 140;
  private static final int BOX_HEIGHT = 76;
  private static final int BETWEEN = 46;
  private static final int ABOVE = 14;
  private static final int HEAD = 44;
  private static final int EDGE = 2;
  private static final int LETTERS = 17;
  private static final int DECREE_LETTERS = 25;

  /** An area as it was called for a while. */
  public record Box(
      int areaId,
      int x,
      int y,
      List<String> name,
      String code,
      @Nullable YearMonth from,
      @Nullable YearMonth until,
      boolean here,
      boolean ended) {

    public Box {
      name = List.copyOf(name);
    }

    /** Where the text begins. */
    public int textX() {
      return x + 10;
    }

    /** Where a line of the name stands, from 0. */
    public int nameY(int line) {
      return y + 20 + line * 16;
    }

    /** Where the code stands. */
    public int codeY() {
      return y + BOX_HEIGHT - 24;
    }

    /** Where the period stands. */
    public int periodY() {
      return y + BOX_HEIGHT - 9;
    }

    /** How wide every box is. */
    public int width() {
      return BOX_WIDTH;
    }

    /** How high every box is. */
    public int height() {
      return BOX_HEIGHT;
    }
  }

  /** Something became something else. */
  public record Line(String path, boolean part) {}

  /** A day on which something changed, above the lines of that day. */
  public record Heading(int x, LocalDate day, String decree) {}

  /** What became what, as the table says it: names, codes, the day and the decree. */
  public record Said(Area from, Area to, @Nullable Extent extent, @Nullable Decree decree) {}

  public HistoryDrawing {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
    headings = List.copyOf(headings);
  }

  /** An area under one name, code and kind; what only came to belong elsewhere is the same span. */
  private static final class Span {
    final Area area;
    final LocalDate from;
    @Nullable LocalDate until;
    @Nullable Decree begunBy;
    int column;
    double y;

    Span(Version version) {
      this.area = version.area();
      this.from = version.area().from();
      this.until = version.area().until();
      this.begunBy = version.begunBy();
    }

    boolean sameName(Area other) {
      return area.name().equals(other.name())
          && area.code().equals(other.code())
          && area.kind().equals(other.kind());
    }
  }

  private record Edge(Span from, Span to, @Nullable Extent extent, @Nullable Decree decree) {
    LocalDate day() {
      return decree == null ? to.from : decree.effectiveOn();
    }
  }

  /** A length of the drawing that grows with the reader's size of text. */
  public String rem(int length) {
    return java.math.BigDecimal.valueOf(length * 1000L / 16, 3) + "rem";
  }

  /** What became what, in order of time, changes of name and code included. */
  public static List<Said> said(Lineage lineage) {
    return edges(lineage, spans(lineage)).stream()
        .map(edge -> new Said(edge.from().area, edge.to().area, edge.extent(), edge.decree()))
        .toList();
  }

  /** Draws a history; one box where nothing ever changed. */
  public static HistoryDrawing of(Lineage lineage) {
    Map<Integer, List<Span>> spans = spans(lineage);
    List<Edge> edges = edges(lineage, spans);
    List<LocalDate> days = edges.stream().map(Edge::day).distinct().sorted().toList();
    Map<Integer, List<Span>> columns = new TreeMap<>();
    for (Span span : spans.values().stream().flatMap(Collection::stream).toList()) {
      span.column = (int) days.stream().filter(day -> !day.isAfter(span.from)).count();
      columns.computeIfAbsent(span.column, column -> new ArrayList<>()).add(span);
    }
    place(columns, edges);
    double top =
        columns.values().stream().flatMap(List::stream).mapToDouble(s -> s.y).min().orElse(0);
    double bottom =
        columns.values().stream().flatMap(List::stream).mapToDouble(s -> s.y).max().orElse(0);
    int head = days.isEmpty() ? 0 : HEAD;
    int last = columns.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Box> boxes = new ArrayList<>();
    for (List<Span> column : columns.values()) {
      for (Span span : column) {
        boxes.add(
            new Box(
                span.area.id(),
                x(span),
                y(span, top, head),
                lines(span.area.name()),
                span.area.code(),
                YearMonth.from(span.from),
                month(span.until),
                span.area.id() == lineage.area().id() && span.sameName(lineage.area()),
                span.until != null));
      }
    }
    List<Line> lines = new ArrayList<>();
    for (Edge edge : edges) {
      int x1 = x(edge.from()) + BOX_WIDTH;
      int y1 = y(edge.from(), top, head) + BOX_HEIGHT / 2;
      int x2 = x(edge.to());
      int y2 = y(edge.to(), top, head) + BOX_HEIGHT / 2;
      int bend = x2 - BETWEEN / 2;
      lines.add(
          new Line(
              y1 == y2
                  ? "M%d %dH%d".formatted(x1, y1, x2)
                  : "M%d %dH%dC%d %d %d %d %d %d"
                      .formatted(x1, y1, x2 - BETWEEN, bend, y1, bend, y2, x2, y2),
              edge.extent() == Extent.PART));
    }
    List<Heading> headings = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      LocalDate day = days.get(i);
      headings.add(
          new Heading(
              EDGE + (i + 1) * BOX_WIDTH + i * BETWEEN + BETWEEN / 2,
              day,
              shortened(
                  edges.stream()
                      .filter(edge -> edge.day().equals(day))
                      .map(Edge::decree)
                      .filter(java.util.Objects::nonNull)
                      .map(Decree::number)
                      .distinct()
                      .collect(Collectors.joining(", ")))));
    }
    return new HistoryDrawing(
        2 * EDGE + (last + 1) * BOX_WIDTH + last * BETWEEN,
        (int) Math.round(bottom - top) + BOX_HEIGHT + head + 2 * EDGE,
        boxes,
        lines,
        headings);
  }

  private static Map<Integer, List<Span>> spans(Lineage lineage) {
    Map<Integer, List<Span>> spans = new LinkedHashMap<>();
    for (Version version : lineage.versions()) {
      List<Span> own = spans.computeIfAbsent(version.area().id(), id -> new ArrayList<>());
      if (!own.isEmpty() && own.getLast().sameName(version.area())) {
        own.getLast().until = version.area().until();
      } else {
        own.add(new Span(version));
      }
    }
    return spans;
  }

  private static List<Edge> edges(Lineage lineage, Map<Integer, List<Span>> spans) {
    List<Edge> edges = new ArrayList<>();
    for (List<Span> own : spans.values()) {
      for (int i = 1; i < own.size(); i++) {
        edges.add(new Edge(own.get(i - 1), own.get(i), null, own.get(i).begunBy));
      }
    }
    for (Step step : lineage.steps()) {
      LocalDate day = step.decree().effectiveOn();
      Span from = on(spans.get(step.fromId()), day.minusDays(1));
      Span to = on(spans.get(step.toId()), day);
      if (from != null && to != null) {
        edges.add(new Edge(from, to, step.extent(), step.decree()));
      }
    }
    edges.sort(Comparator.comparing(Edge::day));
    return edges;
  }

  private static @Nullable Span on(@Nullable List<Span> spans, LocalDate day) {
    if (spans != null) {
      for (Span span : spans) {
        LocalDate until = span.until;
        if (!span.from.isAfter(day) && (until == null || until.isAfter(day))) {
          return span;
        }
      }
    }
    return null;
  }

  /**
   * The fullest column is stacked; every other box goes as near as it can to what it belongs to.
   */
  private static void place(Map<Integer, List<Span>> columns, List<Edge> edges) {
    Map<Span, List<Span>> near = new HashMap<>();
    for (Edge edge : edges) {
      near.computeIfAbsent(edge.from(), span -> new ArrayList<>()).add(edge.to());
      near.computeIfAbsent(edge.to(), span -> new ArrayList<>()).add(edge.from());
    }
    List<Integer> numbers = List.copyOf(columns.keySet());
    int fullest =
        numbers.stream()
            .max(
                Comparator.comparingInt(
                        (Integer column) -> columns.getOrDefault(column, List.of()).size())
                    .thenComparing(Comparator.reverseOrder()))
            .orElse(0);
    List<Span> first = columns.getOrDefault(fullest, List.of());
    for (int i = 0; i < first.size(); i++) {
      first.get(i).y = i * (double) (BOX_HEIGHT + ABOVE);
    }
    List<Integer> order = new ArrayList<>(numbers);
    order.remove(Integer.valueOf(fullest));
    order.sort(Comparator.comparingInt(column -> Math.abs(column - fullest)));
    for (int column : order) {
      boolean before = column < fullest;
      List<Span> here = columns.getOrDefault(column, List.of());
      for (Span span : here) {
        span.y =
            near.getOrDefault(span, List.of()).stream()
                .filter(other -> before ? other.column > column : other.column < column)
                .mapToDouble(other -> other.y)
                .average()
                .orElse(0);
      }
      apart(here);
    }
  }

  private static void apart(List<Span> column) {
    column.sort(Comparator.comparingDouble(span -> span.y));
    double wanted = column.stream().mapToDouble(span -> span.y).average().orElse(0);
    for (int i = 1; i < column.size(); i++) {
      column.get(i).y = Math.max(column.get(i).y, column.get(i - 1).y + BOX_HEIGHT + ABOVE);
    }
    double came = column.stream().mapToDouble(span -> span.y).average().orElse(0);
    column.forEach(span -> span.y += wanted - came);
  }

  private static int x(Span span) {
    return EDGE + span.column * (BOX_WIDTH + BETWEEN);
  }

  private static int y(Span span, double top, int head) {
    return EDGE + head + (int) Math.round(span.y - top);
  }

  private static @Nullable YearMonth month(@Nullable LocalDate day) {
    return day == null ? null : YearMonth.from(day);
  }

  /** A name on one or two lines. */
  private static List<String> lines(String name) {
    if (name.length() <= LETTERS) {
      return List.of(name);
    }
    int cut = name.lastIndexOf(' ', LETTERS);
    if (cut <= 0) {
      cut = LETTERS;
    }
    String rest = name.substring(cut).strip();
    return List.of(
        name.substring(0, cut),
        rest.length() <= LETTERS ? rest : rest.substring(0, LETTERS - 1).strip() + "…");
  }

  private static String shortened(String text) {
    return text.length() <= DECREE_LETTERS ? text : text.substring(0, DECREE_LETTERS - 1) + "…";
  }
}
