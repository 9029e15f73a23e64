package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Merged;
import vn.khuyenhoc.reports.ReportContent.Place;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Sum;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportFigure.Reached;

/**
 * Puts a report together: figures as they were filled, the office's texts and marks, what the areas
 * below sent. Reads and writes nothing.
 */
final class ReportAssembly {

  /** So many areas are named beside a number; more are in a list. */
  private static final int NAMED = 3;

  private final ReportContent filled;
  private final @Nullable Merged merged;
  private final Texts t;
  private final Map<String, ReportFigure> figures;
  private final List<String> summed = new ArrayList<>();

  private ReportAssembly(
      ReportContent filled, Map<String, String> marks, @Nullable Merged merged, Texts t) {
    this.filled = filled;
    this.merged = merged;
    this.t = t;
    this.figures = new LinkedHashMap<>(filled.byKey());
    if (merged != null) {
      merged.sums().forEach(this::add);
      figures.replaceAll((key, figure) -> counted(figure) ? figure.ofAll() : figure);
    }
    marks.forEach(
        (key, reason) ->
            figures.computeIfPresent(key, (any, figure) -> figure.notReported(reason)));
    for (ReportShare share : ReportShare.values()) {
      ReportFigure over = figures.get(share.over());
      if (over != null) {
        figures.computeIfPresent(
            share.key(),
            (any, figure) ->
                figure.over(
                    share.value(over.number(), ReportFigure.decimal(figure.denominator())),
                    over,
                    partial(figure.remark(), over)));
      }
    }
  }

  /** What is worked out from a number that is not of all areas is not either. */
  private String partial(String remark, ReportFigure over) {
    String open = new ReportReached(t).words(over.reached(), filled.area().id());
    String said = open.isEmpty() ? "" : ReportSays.say("remark.partial", open);
    return (remark + " " + said).strip();
  }

  /**
   * Puts it together.
   *
   * @param filled what was filled
   * @param texts the current text of each section
   * @param marks why figures cannot be reported, by figure
   * @param files what is attached
   * @param merged what was put together of the areas below; null for nothing
   * @param t Vietnamese
   */
  static ReportContent of(
      ReportContent filled,
      Map<ReportSection, String> texts,
      Map<String, String> marks,
      List<ReportContent.File> files,
      @Nullable Merged merged,
      Texts t) {
    ReportAssembly all = new ReportAssembly(filled, marks, merged, t);
    List<Section> sections = new ArrayList<>();
    for (Section section : filled.sections()) {
      sections.add(
          all.withoutSilence(all.said(section))
              .with(
                  texts.getOrDefault(section.key(), ""),
                  merged == null
                      ? List.of()
                      : merged.gathered().getOrDefault(section.key(), List.of())));
    }
    return filled.with(sections, List.copyOf(all.figures.values()), merged, files);
  }

  /** Whether the system counts it itself, in every area below, whoever has sent a report. */
  private static boolean counted(ReportFigure figure) {
    return !figure.byHand()
        && !figure.key().startsWith(TargetFigures.KEY)
        && Arrays.stream(ReportShare.values()).noneMatch(one -> one.key().equals(figure.key()));
  }

  /** A sum of what was sent takes the place of what the area itself did not report. */
  private void add(Sum sum) {
    ReportFigure own = figures.get(sum.figure());
    if (own == null) {
      return;
    }
    BigDecimal added = ReportFigure.decimal(sum.value());
    List<Reached> reached = reached(sum);
    List<String> remarks = remarks(sum, reached);
    if (own.number() == null && added != null) {
      summed.add(ReportSays.inSentence(own.label()));
      figures.put(
          own.key(),
          own.gathered(
              sum.value(),
              sum.numerator(),
              sum.denominator(),
              String.join(" ", remarks),
              ReportSays.say("obtained.merged", sum.added()),
              sum.parts(),
              reached));
    } else if (own.number() != null && added != null) {
      figures.put(own.key(), beside(own, sum, added, reached, remarks));
    } else if (own.number() == null && !sum.apart().isEmpty()) {
      figures.put(
          own.key(),
          own.gathered(
              null, null, null, String.join(" ", remarks), own.obtained(), sum.parts(), List.of()));
    }
  }

  /**
   * What the area itself reported, with what was added up below beside it. A part of the areas
   * below comes to less than the whole, which contradicts nothing.
   */
  private ReportFigure beside(
      ReportFigure own, Sum sum, BigDecimal added, List<Reached> reached, List<String> remarks) {
    if (!differs(own, sum)) {
      return own.state() == ReportFigure.State.REPORTED
          ? own.beside(own.remark(), sum.parts())
          : own;
    }
    ReportWords words = new ReportWords(t);
    String open = new ReportReached(t).words(reached, filled.area().id());
    if (!open.isEmpty() && within(own, sum)) {
      return own.beside(ReportSays.say("remark.own", open, words.said(own, added)), sum.parts());
    }
    remarks.addFirst(ReportSays.say("remark.differs", words.value(own), words.said(own, added)));
    return own.apart(String.join(" ", remarks), sum.parts());
  }

  /** Of how many areas a sum is, with what those were themselves added up of. */
  private List<Reached> reached(Sum sum) {
    List<Reached> all = new ArrayList<>();
    if (merged != null && !filled.below().isEmpty()) {
      all.add(
          new Reached(
              filled.area().id(),
              filled.area().name(),
              filled.below().getFirst().level(),
              sum.added(),
              (long) merged.sources().size() + merged.missing().size()));
    }
    all.addAll(sum.reached());
    return all;
  }

  private List<String> remarks(Sum sum, List<Reached> reached) {
    List<String> remarks = new ArrayList<>();
    String open = new ReportReached(t).words(reached, filled.area().id());
    if (!open.isEmpty()) {
      remarks.add(ReportSays.say("remark.partial", open));
    }
    if (merged != null && !merged.missing().isEmpty()) {
      remarks.add(
          merged.missing().size() > NAMED
              ? ReportSays.say("remark.list", String.join(", ", lists(merged).keySet()))
              : ReportSays.say("remark.missing", names(merged.missing())));
    }
    named("remark.silent", sum.silent(), remarks);
    named("remark.not-added", sum.apart(), remarks);
    return remarks;
  }

  /** A few are named; of more the table of the areas shows which. */
  private static void named(String key, List<String> names, List<String> remarks) {
    if (!names.isEmpty()) {
      remarks.add(
          ReportSays.say(
              key,
              names.size() > NAMED
                  ? ReportSays.say("remark.many", names.size())
                  : String.join(", ", names)));
    }
  }

  /** Who is missing, in lists that are printed once and referred to: their titles, and who. */
  private static Map<String, List<Place>> lists(Merged of) {
    Map<String, List<Place>> lists = new LinkedHashMap<>();
    for (List<Place> one : List.of(of.silent(), of.sentBack())) {
      if (!one.isEmpty()) {
        lists.put(ReportSays.say("list", lists.size() + 1), one);
      }
    }
    return lists;
  }

  private static String names(List<Place> places) {
    return places.stream().map(Place::name).collect(Collectors.joining(", "));
  }

  /** Whether what was added up is no more than what the area itself reported. */
  private static boolean within(ReportFigure own, Sum sum) {
    return own.kind() == ReportFigure.Kind.PERCENT
        ? atMost(sum.numerator(), own.numerator()) && atMost(sum.denominator(), own.denominator())
        : atMost(sum.value(), own.value());
  }

  private static boolean atMost(@Nullable String part, @Nullable String whole) {
    BigDecimal of = ReportFigure.decimal(part);
    BigDecimal all = ReportFigure.decimal(whole);
    return of == null || all == null || of.compareTo(all) <= 0;
  }

  /** Shares differ by what they are made of, not by how they are rounded. */
  private static boolean differs(ReportFigure own, Sum sum) {
    if (own.kind() == ReportFigure.Kind.PERCENT) {
      return !same(own.numerator(), sum.numerator()) || !same(own.denominator(), sum.denominator());
    }
    return !same(own.value(), sum.value());
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    BigDecimal of = ReportFigure.decimal(one);
    BigDecimal with = ReportFigure.decimal(other);
    return of != null && with != null && of.compareTo(with) == 0;
  }

  private Section said(Section section) {
    return switch (section.key()) {
      case ORGANISATION -> byArea(section.saying(organisation()));
      case BELOW -> section.saying(below(section.sentences()));
      default -> section;
    };
  }

  /** What the areas below reported by hand: a table a block, with a line for each of them. */
  private Section byArea(Section section) {
    if (merged == null || merged.sources().isEmpty()) {
      return section;
    }
    String year = ReportPeriod.of(filled, t).of();
    List<Table> tables = new ArrayList<>(section.tables());
    for (ReportBlock block : ReportBlock.values()) {
      List<ReportFigure> told =
          figures.values().stream()
              .filter(one -> one.byHand() && !one.parts().isEmpty())
              .filter(
                  one ->
                      ReportBlock.of(one.key().substring(ReportFigure.BY_HAND.length())) == block)
              .sorted(Comparator.comparing(one -> block.place(one.key())))
              .toList();
      if (!told.isEmpty()) {
        tables.add(byArea(block, told, year));
      }
    }
    return new Section(
        section.key(),
        section.title(),
        section.sentences(),
        section.text(),
        section.gathered(),
        tables);
  }

  private Table byArea(ReportBlock block, List<ReportFigure> told, String year) {
    List<Row> rows = new ArrayList<>();
    filled.below().forEach(place -> rows.add(new Row(place.name(), place.id(), false, List.of())));
    rows.add(
        new Row(
            ReportSays.say("row.whole"), 0, true, told.stream().map(ReportFigure::key).toList()));
    return new Table(
        "BELOW." + block.name(),
        ReportSays.say("table.block.areas", ReportSays.say("table.block." + block.name(), year)),
        ReportSays.say("table.block.areas.note"),
        ReportSays.say("column.area"),
        told.stream()
            .map(
                one ->
                    new Column(
                        one.unit().isEmpty()
                            ? one.label()
                            : ReportSays.say("column.of-unit", one.label(), one.unit()),
                        one.key()))
            .toList(),
        rows);
  }

  /**
   * A section without tables by area in which nobody reported anything: a sentence says so, and the
   * figures stay in the report. Whole forms are always printed, and a naught that was reported is a
   * number like any other.
   */
  private Section withoutSilence(Section section) {
    List<Table> tables = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Table table : section.tables()) {
      if (silent(table)) {
        silent.add(table.title());
      } else {
        tables.add(compared(table));
      }
    }
    List<String> sentences = new ArrayList<>(section.sentences());
    if (!silent.isEmpty()) {
      sentences.add(ReportSays.say("tables.silent", String.join("; ", silent)));
    }
    return new Section(
        section.key(), section.title(), sentences, section.text(), section.gathered(), tables);
  }

  /** Whether a table has a line an area and nobody reported any of its numbers. */
  private boolean silent(Table table) {
    if (table.rows().stream().noneMatch(row -> row.areaId() != 0)) {
      return false;
    }
    for (int at = 0; at < table.columns().size(); at++) {
      for (Row row : table.rows()) {
        ReportCell cell = ReportCell.of(table, row, at);
        if (cell.words() != null || number(cell) != null) {
          return false;
        }
      }
    }
    return true;
  }

  private @Nullable BigDecimal number(ReportCell cell) {
    ReportFigure figure = figures.get(cell.figure());
    return figure == null ? null : cell.number(figure);
  }

  /** A table without columns that compare with a period before which has nothing to compare. */
  private Table compared(Table table) {
    List<Integer> kept = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (int at = 0; at < table.columns().size(); at++) {
      boolean before = !table.rows().isEmpty();
      for (Row row : table.rows()) {
        ReportCell cell = ReportCell.of(table, row, at);
        before &= cell.before() && number(cell) == null;
      }
      if (before) {
        left.add(table.columns().get(at).heading());
      } else {
        kept.add(at);
      }
    }
    return left.isEmpty() ? table : only(table, kept, left);
  }

  private static Table only(Table table, List<Integer> kept, List<String> left) {
    String note = ReportSays.say("table.columns-silent", String.join(", ", left));
    return new Table(
        table.key(),
        table.title(),
        table.note().isEmpty() ? note : table.note() + " " + note,
        table.first(),
        kept.stream().map(table.columns()::get).toList(),
        table.rows().stream()
            .map(
                row ->
                    row.figures().isEmpty()
                        ? row
                        : new Row(
                            row.name(),
                            row.areaId(),
                            row.total(),
                            kept.stream().map(row.figures()::get).toList()))
            .toList());
  }

  private List<String> organisation() {
    ReportWords words = new ReportWords(t);
    ReportPeriod period = ReportPeriod.of(filled, t);
    List<String> told = new ArrayList<>();
    if (!period.whole()) {
      told.add(ReportSays.say("organisation.so-far", period.of()));
    }
    List<String> silent = new ArrayList<>();
    for (ReportFigure figure : figures.values()) {
      if (!figure.byHand()) {
        continue;
      }
      if (!figure.known()) {
        silent.add(
            figure.remark().isEmpty()
                ? ReportSays.inSentence(figure.label())
                : ReportSays.say(
                    "organisation.silent.why",
                    ReportSays.inSentence(figure.label()),
                    figure.remark()));
        continue;
      }
      String parts = words.parts(figure);
      String value =
          parts.isEmpty()
              ? words.value(figure)
              : ReportSays.say("organisation.parts", words.value(figure), parts);
      String said =
          figure.previous() == null
              ? ReportSays.say("organisation.one", figure.label(), value)
              : ReportSays.say(
                  period.whole() ? "organisation.one.before" : "organisation.one.same-before",
                  figure.label(),
                  value,
                  words.before(figure));
      told.add(figure.remark().isEmpty() ? said : said + " " + figure.remark());
    }
    if (!silent.isEmpty()) {
      told.add(ReportSays.say("organisation.silent", silent.size(), String.join("; ", silent)));
    }
    return told;
  }

  private List<String> below(List<String> prepared) {
    List<String> told = new ArrayList<>();
    Merged of = merged;
    if (of != null) {
      told.add(
          ReportSays.say(
              "below.merged",
              of.sources().size(),
              of.sources().size() + of.missing().size(),
              filled.below().isEmpty()
                  ? ""
                  : t.t("reporting.unit." + filled.below().getFirst().level())));
      lists(of)
          .forEach(
              (list, places) ->
                  told.add(
                      ReportSays.say(
                          places.equals(of.sentBack()) ? "below.returned" : "below.missing",
                          list,
                          places.size(),
                          names(places))));
      told.add(
          summed.isEmpty()
              ? ReportSays.say("below.live", moment())
              : ReportSays.say("below.live.summed", moment(), String.join("; ", summed)));
    }
    told.addAll(prepared);
    return told;
  }

  private String moment() {
    return ReportPeriod.of(filled, t).moment();
  }
}
