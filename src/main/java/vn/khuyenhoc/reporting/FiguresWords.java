package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/** What figures say in words: what a rate is a share of, whose target it is, how far it is. */
public final class FiguresWords {

  private final Texts t;
  private final Measured measured;
  private final Terms terms;

  /**
   * Of families.
   *
   * @param texts the reader's language
   */
  public FiguresWords(Texts texts) {
    this(texts, Measured.FAMILIES);
  }

  /**
   * @param texts the reader's language
   * @param measured what the figures are of
   */
  public FiguresWords(Texts texts, Measured measured) {
    this.t = texts;
    this.measured = measured;
    this.terms = Terms.of(texts, measured);
  }

  /** A sentence with the nouns of what is measured. */
  public String say(String key, @Nullable Object... values) {
    return terms.apply(t.t(key, values));
  }

  /** A sentence that families have for themselves; of every other model it says less. */
  public String word(String key, @Nullable Object... values) {
    return say(measured.equals(Measured.FAMILIES) ? key : key + ".any", values);
  }

  /** What is measured: "Cộng đồng học tập cấp xã"; of one labour group with its name. */
  public String model(FiguresCampaign campaign) {
    String model = t.t(measured.messageKey());
    return measured.form().isEmpty()
        ? model
        : t.t("reporting.model.form", model, campaign.formName());
  }

  /** How many were recognised of how many there are. */
  public String share(AreaFigure figure) {
    if (!figure.base().known()) {
      return say("reporting.share.alone", figure.tally().recognised());
    }
    return figure.reported()
        ? say(
            measured.overRoll() ? "reporting.share" : "reporting.share.of",
            figure.tally().recognised(),
            figure.base().count())
        : say("reporting.share.none", figure.base().count());
  }

  /** The criteria set or sets that are scored by. */
  public String criteria(AreaFigures figures) {
    return figures.together().stream()
        .map(one -> one.criteriaTitle() + " · " + one.criteriaIssuer())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** A target over another denominator than the one shown. */
  public String elsewhere(PlanTarget target) {
    return t.t(
        "reporting.aim.elsewhere",
        plan(target.plan()),
        String.valueOf(target.year()),
        t.percent(target.percent()),
        target.everyLevel()
            ? t.t("reporting.aim.every-level", scope(target)).strip()
            : scope(target));
  }

  /** A target of a least rating with what is reached: xếp loại từ Khá trở lên: 60 % … */
  public String rated(RatedAim aim) {
    if (!aim.given()) {
      return t.t(
          "reporting.aim.unrated",
          t.t(aim.least().messageKey()),
          plan(aim.target().plan()),
          String.valueOf(aim.target().year()),
          t.percent(aim.target().percent()));
    }
    BigDecimal percent = aim.rate().percent();
    BigDecimal gap = aim.gap();
    return t.t(
        "reporting.aim.rated",
        t.t(aim.least().messageKey()),
        percent == null ? t.t("target.none") : t.percent(percent),
        plan(aim.target().plan()),
        String.valueOf(aim.target().year()),
        t.percent(aim.target().percent()),
        gap == null
            ? ""
            : aim.met()
                ? gap.signum() > 0 ? t.t("reporting.gap.beyond", gap) : t.t("reporting.gap.met")
                : gap.signum() < 0
                    ? t.t("reporting.gap.missing", gap.negate())
                    : say("reporting.gap.hair", aim.rate().missing(aim.target().percent())));
  }

  /** Ratings that count in it although no document assigns them; empty where none does. */
  public String unverified(RatedAim aim) {
    return aim.given() ? new PlanWords(t, Map.of()).unverified(aim.unverified()) : "";
  }

  /** What areas of a level are called: xã, phường. */
  public String unit(AreaLevel level) {
    return t.t("reporting.unit." + level.name());
  }

  /** The area's name; what nobody has assigned yet says so. */
  public String name(AreaFigure figure) {
    return figure.unassigned() ? t.t("reporting.unassigned", figure.name()) : figure.name();
  }

  /** What became of an area that is not in a tree, or what it was made of. */
  public String absence(Absence absence) {
    String decree =
        absence.decree().isEmpty() ? "" : t.t("reporting.absent.decree", absence.decree());
    String others =
        absence.others().stream().map(Absence.Other::name).collect(Collectors.joining(", "));
    if (others.isEmpty()) {
      return t.t(
          absence.ended() ? "reporting.absent.gone" : "reporting.absent.begun",
          absence.name(),
          absence.day(),
          decree);
    }
    String key =
        !absence.ended()
            ? "reporting.absent.made"
            : absence.others().stream().anyMatch(Absence.Other::part)
                ? "reporting.absent.divided"
                : "reporting.absent.merged";
    return t.t(key, absence.name(), others, absence.day(), decree);
  }

  /** A plan in short: its kind, number and issuer. */
  public String plan(Plan plan) {
    return new PlanWords(t, Map.of()).plan(plan);
  }

  /** For whom a target is set. */
  public String scope(PlanTarget target) {
    return known("reporting.scope." + target.id(), target.scope().words());
  }

  /** Whose target a rate is held against, of which plan and year. */
  public String aim(Aim aim) {
    PlanTarget target = aim.target();
    String key =
        "reporting.aim." + (aim.own() ? "own" : "above") + (aim.milestone() ? ".milestone" : "");
    String said =
        t.t(
            key,
            String.valueOf(target.year()),
            t.percent(target.percent()),
            plan(target.plan()),
            target.plan().areaName());
    return aim.milestones().isEmpty()
        ? said
        : t.t("reporting.aim.and", said, milestones(aim.milestones()));
  }

  /** What other plans say; empty where there is none. */
  public String others(Aim aim) {
    return aim.others().stream()
        .map(
            target ->
                t.t(
                    "reporting.aim.other",
                    plan(target.plan()),
                    String.valueOf(target.year()),
                    t.percent(target.percent())))
        .collect(Collectors.joining("; "));
  }

  private String milestones(List<PlanTarget> milestones) {
    return milestones.stream()
        .map(
            target ->
                t.t(
                    "reporting.aim.milestone",
                    String.valueOf(target.year()),
                    t.percent(target.percent())))
        .collect(Collectors.joining("; "));
  }

  /**
   * What a rate is a share of.
   *
   * @param base the base
   * @param level level of the area it belongs to
   */
  public String base(Base base, AreaLevel level) {
    return switch (base) {
      case Base.Roll roll -> say("reporting.base.roll", roll.count());
      case Base.Declared declared ->
          say("reporting.base.declared", declared.count(), declared.source(), declared.asOf());
      case Base.Mixed mixed -> say("reporting.base.mixed", mixed.count(), mix(mixed, level));
      case Base.Stated stated -> say("reporting.base.stated", stated.count(), stated.households());
      case Base.Unknown unknown ->
          say(
              unknown.households() == 0 ? "reporting.base.nobody" : "reporting.base.unknown",
              unknown.stating(),
              unknown.households());
    };
  }

  /** How many areas count by what: 12 xã theo số công bố, 63 xã theo danh sách. */
  public String mix(Base.Mixed mixed, AreaLevel level) {
    String unit =
        t.t(
            level == AreaLevel.PROVINCE
                ? "reporting.mixed.unit.commune"
                : "reporting.mixed.unit.area");
    List<String> parts = new ArrayList<>();
    parts.add(t.t("reporting.mixed.declared", mixed.declaredAreas(), unit));
    if (mixed.rollAreas() > 0) {
      parts.add(
          t.t(
              measured.denominator().stated() ? "reporting.mixed.stated" : "reporting.mixed.roll",
              mixed.rollAreas(),
              unit));
    }
    return String.join(", ", parts);
  }

  /** The kind of base in a column: danh sách, công bố, gộp. */
  public String baseKind(Base base) {
    return t.t(
        switch (base) {
          case Base.Roll roll -> "reporting.base.kind.roll";
          case Base.Declared declared -> "reporting.base.kind.declared";
          case Base.Mixed mixed -> "reporting.base.kind.mixed";
          case Base.Stated stated -> "reporting.base.kind.stated";
          case Base.Unknown unknown -> "reporting.base.kind.unknown";
        });
  }

  /** How much an area has reported: 12/30 bản đã gửi. */
  public String reporting(AreaFigure figure) {
    if (figure.tally().roll() == 0 && !figure.reported()) {
      return say("reporting.extent.empty");
    }
    return switch (figure.reporting()) {
      case NOT_REPORTED -> t.t("reporting.extent.none");
      case REPORTED -> t.t("reporting.extent.all");
      case PARTLY ->
          t.t(
              figure.level().compareTo(measured.leaf()) >= 0
                  ? "reporting.extent.households"
                  : "reporting.extent.part",
              figure.unitsSent(),
              figure.units(),
              unitBelow(figure));
    };
  }

  /**
   * The same with how many below have sent anything: 73/75 xã đã báo cáo, 1 đã gửi đủ.
   *
   * @param begun how many of them have; null where that is not known
   */
  public String reporting(AreaFigure figure, @Nullable Integer begun) {
    return begun == null || figure.reporting() != Reporting.PARTLY
        ? reporting(figure)
        : t.t(
            begun == figure.unitsSent() ? "reporting.extent.some" : "reporting.extent.begun",
            begun,
            figure.units(),
            unitBelow(figure),
            figure.unitsSent());
  }

  /** The same without how many of them have sent everything: 73/75 xã đã báo cáo. */
  public String begun(AreaFigure figure, @Nullable Integer begun) {
    return begun == null || figure.reporting() != Reporting.PARTLY
        ? reporting(figure)
        : t.t("reporting.extent.some", begun, figure.units(), unitBelow(figure));
  }

  /** How many of all things on its roll an area has sent: 3/402 hộ. */
  public String sent(AreaFigure figure) {
    return t.t(
        "reporting.heard",
        figure.tally().reported(),
        figure.tally().roll(),
        t.t(measured.roll().messageKey()));
  }

  /**
   * Why an area that has reported has no rate: what it would be a share of is not known, or there
   * is nothing; null where it has one, or has not reported.
   */
  public @Nullable String lack(AreaFigure figure) {
    return figure.reported() && figure.percent() == null
        ? t.t("reporting.lack.NOT_COMPUTED")
        : null;
  }

  /** The kind of tag that goes with {@link #reporting}. */
  public String reportingKind(AreaFigure figure) {
    return switch (figure.reporting()) {
      case NOT_REPORTED -> "none";
      case REPORTED -> "ok";
      case PARTLY -> "wait";
    };
  }

  /**
   * How many of those that have to report in an area have, of a year: 1/75 xã, phường đã báo cáo;
   * null where none has, or all have.
   */
  public @Nullable String begun(Trend.Year year, AreaLevel level) {
    return year.partly()
        ? t.t(
            level.compareTo(measured.leaf()) >= 0
                ? "reporting.extent.households"
                : "reporting.extent.some",
            year.begun(),
            year.units(),
            unitBelow(level))
        : null;
  }

  private String unitBelow(AreaFigure figure) {
    return unitBelow(figure.level());
  }

  private String unitBelow(AreaLevel level) {
    if (level.compareTo(measured.leaf()) >= 0) {
      return t.t(measured.roll().messageKey());
    }
    return t.t(
        switch (level) {
          case NATION -> "reporting.unit.PROVINCE";
          case PROVINCE, DISTRICT -> "reporting.unit.COMMUNE";
          case COMMUNE -> "reporting.unit.VILLAGE";
          case VILLAGE -> "reporting.unit.HOUSEHOLD";
        });
  }

  /**
   * How far a rate is from its target: còn thiếu 16,4 điểm, vượt 5,5 điểm.
   *
   * @return null without a rate or a target
   */
  public @Nullable String gap(AreaFigure figure) {
    BigDecimal gap = figure.gap();
    if (gap == null) {
      return null;
    }
    if (figure.met()) {
      return gap.signum() > 0 ? t.t("reporting.gap.beyond", gap) : t.t("reporting.gap.met");
    }
    return gap.signum() < 0
        ? t.t("reporting.gap.missing", gap.negate())
        : say("reporting.gap.hair", figure.missing());
  }

  /** What does not fit together in a figure, one sentence each. */
  public List<String> warnings(AreaFigure figure) {
    return figure.warnings().stream()
        .sorted()
        .map(
            warning ->
                say(
                    "reporting.warning."
                        + warning.name()
                        + (figure.base() instanceof Base.Stated ? ".stated" : ""),
                    figure.name(),
                    figure.base().count(),
                    figure.tally().roll(),
                    figure.tally().recognised()))
        .toList();
  }

  private String known(String key, String otherwise) {
    return t.has(key) ? t.t(key) : otherwise;
  }
}
