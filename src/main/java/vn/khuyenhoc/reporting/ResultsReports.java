package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.ReportingBody;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.reporting.ResultsReport.Campaign;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.reporting.ResultsReport.Criteria;
import vn.khuyenhoc.reporting.ResultsReport.Lines;
import vn.khuyenhoc.reporting.ResultsReport.Target;
import vn.khuyenhoc.reporting.ResultsReport.Tree;

/**
 * The results report of a province or commune, filled with the figures of this moment. The study
 * promotion association of the area issues it; number, date and signer stay open for the office.
 */
@Service
public class ResultsReports {

  private static final Wording WORDING = Wording.of("results-report");
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  private final Figures figures;
  private final Bodies bodies;
  private final Signers signers;
  private final Texts t;

  ResultsReports(Figures figures, Bodies bodies, Signers signers, Languages languages) {
    this.figures = figures;
    this.bodies = bodies;
    this.signers = signers;
    this.t = languages.vietnamese();
  }

  /**
   * The report.
   *
   * @param actor who downloads it
   * @param areaId a province or commune
   * @param campaignId the campaign; null for the newest
   * @param basis through which tree
   * @param sample whether the data are made up for demonstration, which the report then says
   * @return empty where the area is not in that tree, or no such campaign counts it
   * @throws NotFoundException if the area is out of reach, is no province or commune, or has no
   *     campaign
   */
  @Transactional(readOnly = true)
  public Optional<ResultsReport> of(
      Actor actor, int areaId, @Nullable Integer campaignId, Basis basis, boolean sample) {
    return asked(actor, areaId, Asked.of(campaignId), basis, SignedPaper.REPORT, sample);
  }

  /**
   * The same of whatever is asked for.
   *
   * @param paper what it is signed as
   */
  @Transactional(readOnly = true)
  public Optional<ResultsReport> asked(
      Actor actor, int areaId, Asked asked, Basis basis, SignedPaper paper, boolean sample) {
    AreaFigures read = figures.asked(actor, Right.REPORT_READ, areaId, asked, basis);
    return read.absence() == null && read.shows(asked.campaign())
        ? Optional.of(
            of(
                read,
                figures.pathNames(areaId, read.treeDate()),
                figures.otherNames(read, t),
                paper,
                sample))
        : Optional.empty();
  }

  private ResultsReport of(
      AreaFigures read,
      List<String> path,
      Map<Integer, String> names,
      SignedPaper paper,
      boolean sample) {
    FiguresCampaign campaign = read.campaign();
    AreaFigure own = read.own();
    AreaLevel level = read.area().level();
    if (campaign == null
        || own == null
        || (level != AreaLevel.PROVINCE && level != AreaLevel.COMMUNE)) {
      throw new NotFoundException("results report of area " + read.area().areaId());
    }
    boolean province = level == AreaLevel.PROVINCE;
    Lines lines = province ? Lines.COMMUNES : Lines.VILLAGES;
    String area = inSentence(own.name());
    Measured measured = read.measured();
    Wording wording = lines.wording(measured);
    IssuingBody issuer =
        ReportingBody.of(
            bodies.around(own.areaId(), read.treeDate()),
            level,
            own.name(),
            path.size() < 2 ? null : path.get(path.size() - 2));
    return new ResultsReport(
        issuer,
        null,
        null,
        campaign.year(),
        new FiguresWords(t, measured).model(campaign),
        area,
        unit(measured, province),
        read.takenAt(),
        new Campaign(campaign.openedOn(), campaign.dueOn(), campaign.closed()),
        criteria(read),
        own.base(),
        targets(own.aim()),
        lines(read, own, names),
        new Recipients(
            say(province ? "recipients.province" : "recipients.commune").lines().toList(),
            say("recipients.archive")),
        signers.around(own.areaId(), read.treeDate()).of(paper, issuer.name()).block(),
        sample,
        lines,
        new Tree(read.basis(), read.treeDate(), names.getOrDefault(own.areaId(), "")),
        measured,
        wording);
  }

  /** What a line consists of: villages, or what is recognised itself. */
  private static String unit(Measured measured, boolean province) {
    return province && measured.leaf() == AreaLevel.VILLAGE
        ? say("unit.villages")
        : say("noun." + measured.roll().name());
  }

  /** The areas below; with them, or in their place, what belongs to the area itself. */
  private static List<Commune> lines(AreaFigures read, AreaFigure own, Map<Integer, String> names) {
    List<Commune> lines = new ArrayList<>();
    read.lines().forEach(one -> lines.add(line(one, names.getOrDefault(one.areaId(), ""))));
    if (!read.wide()) {
      lines.clear();
      lines.add(line(own, ""));
    }
    AreaFigure rest = read.rest();
    if (rest != null) {
      lines.add(line(rest, "").named(say("line.itself", inSentence(rest.name()))));
    }
    return lines;
  }

  /** The set scored by; of citizens those of all labour groups. */
  private static Criteria criteria(AreaFigures read) {
    List<Criteria> sets =
        read.together().stream()
            .map(
                one ->
                    new Criteria(
                        one.criteriaTitle(),
                        one.criteriaIssuer(),
                        one.criteriaVersion(),
                        one.criteriaSample()))
            .distinct()
            .toList();
    Criteria first = sets.getFirst();
    return read.measured().model() != LearningModel.LEARNING_CITIZEN || sets.size() == 1
        ? first
        : new Criteria(
            sets.stream().map(Criteria::title).collect(Collectors.joining("”, “")),
            sets.stream().map(Criteria::issuer).distinct().collect(Collectors.joining("; ")),
            first.version(),
            sets.stream().anyMatch(Criteria::sample));
  }

  private static Commune line(AreaFigure child, String otherNames) {
    Aim aim = child.aim();
    return new Commune(
        child.unassigned() ? say("unassigned", child.name()) : child.name(),
        Math.toIntExact(child.units()),
        Math.toIntExact(child.unitsSent()),
        false,
        child.tally().roll(),
        child.base(),
        child.tally().everScored(),
        child.tally().reported(),
        child.tally().appraised(),
        child.tally().recognised(),
        aim == null ? null : target(aim.target()),
        otherNames,
        child.unassigned());
  }

  /** The one that counts first, then its plan's other milestones, then what other plans say. */
  private static List<Target> targets(@Nullable Aim aim) {
    List<Target> targets = new ArrayList<>();
    if (aim != null) {
      targets.add(target(aim.target()));
      aim.milestones().forEach(one -> targets.add(target(one)));
      aim.others().forEach(one -> targets.add(target(one)));
    }
    return targets;
  }

  private static Target target(PlanTarget target) {
    Plan plan = target.plan();
    return new Target(
        target.percent(),
        plan.number().isEmpty()
            ? say("plan.without-number", plan.title(), plan.issuer())
            : say("plan.numbered", plan.title(), plan.number(), plan.issuer()),
        plan.areaName(),
        target.year());
  }

  /** "Tỉnh Sơn La" inside a sentence. */
  private static String inSentence(String name) {
    return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(VIETNAMESE) + name.substring(1);
  }

  private static String say(String key, @Nullable Object... values) {
    return WORDING.say(key, values);
  }
}
