package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.document.SignatureBlock;

/**
 * What a report says, a value: everything that is needed to show and print it again, with the areas
 * as they were on its day. Vietnamese, as the documents are that come of it.
 *
 * @param format of which generation this value is, from 1
 * @param form the form
 * @param from first day of the period
 * @param until last day of the period
 * @param year the year whose figures it tells
 * @param area who reports
 * @param above the areas it belongs to, from the widest
 * @param below the areas directly below it on that day
 * @param filledAt when the figures were read
 * @param sample whether they are made up for a demonstration
 * @param sections its parts in order
 * @param figures every number it says, in order
 * @param merged what of the areas below it was put together; null for nothing
 * @param files what is attached
 * @param head what stands around it as a document; null while it was not sent
 */
public record ReportContent(
    int format,
    ReportForm form,
    String from,
    String until,
    int year,
    Place area,
    List<Place> above,
    List<Place> below,
    String filledAt,
    boolean sample,
    List<Section> sections,
    List<ReportFigure> figures,
    @Nullable Merged merged,
    List<File> files,
    @Nullable Head head) {

  /** The generation of values that is written now. */
  static final int FORMAT = 1;

  public ReportContent {
    above = List.copyOf(above);
    below = List.copyOf(below);
    sections = List.copyOf(sections);
    figures = List.copyOf(figures);
    files = List.copyOf(files);
  }

  /** An area as it was on the day. */
  public record Place(int id, String level, String code, String name) {}

  /**
   * A part of the report.
   *
   * @param key which one
   * @param title its title
   * @param sentences prepared, with the numbers in them
   * @param text what the office wrote; empty for nothing
   * @param gathered what areas below wrote, each with its name
   * @param tables its tables
   */
  public record Section(
      ReportSection key,
      String title,
      List<String> sentences,
      String text,
      List<Gathered> gathered,
      List<Table> tables) {
    public Section {
      sentences = List.copyOf(sentences);
      gathered = List.copyOf(gathered);
      tables = List.copyOf(tables);
    }

    Section with(String words, List<Gathered> all) {
      return new Section(key, title, sentences, words, all, tables);
    }

    Section saying(List<String> all) {
      return new Section(key, title, all, text, gathered, tables);
    }
  }

  /** What an area below wrote. */
  public record Gathered(int areaId, String name, String text) {}

  /**
   * A table. A cell says no number of its own: it names a figure.
   *
   * @param key its identity
   * @param title what it shows
   * @param note what has to be known to read it; empty for nothing
   * @param columns headings of what stands right of the first column
   * @param first heading of the first column
   * @param rows its rows
   */
  public record Table(
      String key, String title, String note, String first, List<Column> columns, List<Row> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A column.
   *
   * @param heading its heading
   * @param figure the figure that its cells are parts of; empty where each names its own
   */
  public record Column(String heading, String figure) {}

  /**
   * A row.
   *
   * @param name what it is of
   * @param areaId the area whose parts of the columns' figures it shows; 0 for the figures
   *     themselves
   * @param total whether it sums up
   * @param figures the figures of its cells; empty where the columns name them
   */
  public record Row(String name, int areaId, boolean total, List<String> figures) {
    public Row {
      figures = List.copyOf(figures);
    }
  }

  /**
   * What was put together of the areas below.
   *
   * @param at when
   * @param sources the reports it was put together of, by name
   * @param missing the areas whose report is not in it
   * @param returned those of them that had sent one and had it back to mend
   * @param sums the sums of what is reported by hand
   * @param gathered what they wrote, by section
   */
  public record Merged(
      String at,
      List<Source> sources,
      List<Place> missing,
      List<Integer> returned,
      List<Sum> sums,
      Map<ReportSection, List<Gathered>> gathered) {
    public Merged {
      sources = List.copyOf(sources);
      missing = List.copyOf(missing);
      // what was put together before this was told does not have it
      returned = returned == null ? List.of() : List.copyOf(returned);
      sums = List.copyOf(sums);
      gathered = new java.util.TreeMap<>(gathered);
    }

    /** Those that have never sent one, or took it back. */
    public List<Place> silent() {
      return missing.stream().filter(one -> !returned.contains(one.id())).toList();
    }

    /** Those that have sent one and have it back to mend. */
    public List<Place> sentBack() {
      return missing.stream().filter(one -> returned.contains(one.id())).toList();
    }
  }

  /** A report that was put together with others. */
  public record Source(int areaId, String name, String report, int version, String hash) {}

  /**
   * A sum over the areas that sent.
   *
   * @param figure of which figure
   * @param value the sum; null where nothing may be added up
   * @param numerator the sum of numerators, of a share
   * @param denominator the sum of denominators
   * @param added how many areas it is the sum of
   * @param silent names of those that sent but did not report this
   * @param apart names of those whose number may not be added up
   * @param parts the numbers themselves
   * @param reached what those numbers were themselves added up of
   */
  public record Sum(
      String figure,
      @Nullable String value,
      @Nullable String numerator,
      @Nullable String denominator,
      int added,
      List<String> silent,
      List<String> apart,
      List<ReportFigure.Part> parts,
      List<ReportFigure.Reached> reached) {
    public Sum {
      silent = List.copyOf(silent);
      apart = List.copyOf(apart);
      parts = List.copyOf(parts);
      // what was put together before this was told does not have it
      reached = reached == null ? List.of() : List.copyOf(reached);
    }
  }

  /** A file that goes with it. */
  public record File(String id, String name, String type, String sha256) {}

  /**
   * What stands around it as a document.
   *
   * @param superior the body above, printed over the issuer; empty for none
   * @param issuer who issues it
   * @param symbol the issuer's symbol in numbers
   * @param place the place beside the date
   * @param number its number, without symbol; empty where it is to be written by hand
   * @param signedOn the day it is dated; empty where it is to be written by hand
   * @param onBehalfOf the collective that is signed for; empty for none
   * @param inPlaceOf the head that a deputy signs for; empty for none
   * @param position the signer's position
   * @param signer the signer's name; empty where it is to be written by hand
   * @param recipients one a line
   * @param archive where the copy is kept
   */
  public record Head(
      String superior,
      String issuer,
      String symbol,
      String place,
      String number,
      String signedOn,
      String onBehalfOf,
      String inPlaceOf,
      String position,
      String signer,
      List<String> recipients,
      String archive) {
    public Head {
      recipients = List.copyOf(recipients);
    }

    /** The same under another signature. */
    Head signed(SignatureBlock signature) {
      return new Head(
          superior,
          issuer,
          symbol,
          place,
          number,
          signedOn,
          Objects.requireNonNullElse(signature.onBehalfOf(), ""),
          Objects.requireNonNullElse(signature.inPlaceOf(), ""),
          signature.position(),
          Objects.requireNonNullElse(signature.signer(), ""),
          recipients,
          archive);
    }
  }

  /** First day of the period. */
  public LocalDate firstDay() {
    return LocalDate.parse(from);
  }

  /** Last day of the period. */
  public LocalDate lastDay() {
    return LocalDate.parse(until);
  }

  /** The figure of that key; null for none. */
  public @Nullable ReportFigure figure(String key) {
    return figures.stream().filter(one -> one.key().equals(key)).findFirst().orElse(null);
  }

  /** Every figure by its key. */
  public Map<String, ReportFigure> byKey() {
    Map<String, ReportFigure> all = new LinkedHashMap<>();
    figures.forEach(one -> all.put(one.key(), one));
    return all;
  }

  /** The section; null where the form has none of that kind. */
  public @Nullable Section section(ReportSection key) {
    return sections.stream().filter(one -> one.key() == key).findFirst().orElse(null);
  }

  /** Every table, in order. */
  public List<Table> tables() {
    List<Table> all = new ArrayList<>();
    sections.forEach(section -> all.addAll(section.tables()));
    return all;
  }

  /** The same with other sections and figures. */
  ReportContent with(
      List<Section> parts, List<ReportFigure> numbers, @Nullable Merged of, List<File> attached) {
    return new ReportContent(
        format, form, from, until, year, area, above, below, filledAt, sample, parts, numbers, of,
        attached, head);
  }

  /** The same under a head. */
  ReportContent under(Head of) {
    return new ReportContent(
        format, form, from, until, year, area, above, below, filledAt, sample, sections, figures,
        merged, files, of);
  }
}
