package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.DocumentTable;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.DocumentTable.Cell;
import vn.khuyenhoc.platform.document.DocumentTable.Column;
import vn.khuyenhoc.platform.document.DocumentTable.Row;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Orientation;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/**
 * What a unit, a clan or a place sends with its dossier (TT 24/2023/TT-BGDĐT, Article 10: tờ trình,
 * báo cáo tự đánh giá, bảng tổng hợp): the submission letter, the self-assessment report with the
 * summary of its indicators, and that summary alone, ready to be numbered and signed by its head.
 * Figures and results come from the dossier; what only people know is left to be written.
 */
final class SelfAssessmentDocument {

  private static final int LINES_TO_WRITE = 5;
  private static final int TABLE_SIZE = 11;

  private final Dossier dossier;
  private final Signers.Around around;
  private final String addressee;
  private final Texts t;
  private final Wording wording = Wording.of("self-assessment");
  private final Instant at;
  private final boolean sample;

  /**
   * @param dossier which
   * @param around who signs around its place
   * @param addressee who decides in its campaign
   * @param t Vietnamese, whatever the screen speaks
   * @param at when it is drawn up
   * @param sample whether the data are samples
   */
  SelfAssessmentDocument(
      Dossier dossier,
      Signers.Around around,
      String addressee,
      Texts t,
      Instant at,
      boolean sample) {
    this.around = around;
    this.addressee = addressee;
    this.dossier = dossier;
    this.t = t;
    this.at = at;
    this.sample = sample;
  }

  /** Tờ trình đề nghị công nhận. */
  AdministrativeDocument submission() {
    AdministrativeDocument document =
        begun(DocumentKind.SUBMISSION, "submission.subject").addressees(addressee);
    document.ground(wording.say("submission.ground", dossier.set().basis(), dossier.set().title()));
    document.paragraph(
        wording.say("submission.assessed", name(), year(), period(), model(), result()));
    document.paragraph(wording.say("submission.asks", name(), model(), year()));
    document.paragraph(wording.say("submission.encloses"));
    document.item(wording.say("submission.encloses.report"));
    document.item(wording.say("submission.encloses.summary"));
    document.item(wording.say("submission.encloses.evidence"));
    return closed(document)
        .named("kinh_gui", addressee)
        .named("mo_hinh", model())
        .named("don_vi_de_nghi", name())
        .named("can_cu_tieu_chi", dossier.set().title())
        .named("ky_so_lieu", period())
        .named("ket_qua", result());
  }

  /** Báo cáo tự đánh giá, with the summary of indicators as its annex. */
  AdministrativeDocument report() {
    AdministrativeDocument document = begun(DocumentKind.REPORT, "report.subject");
    document.part(wording.say("report.general"));
    document.paragraph(wording.say("report.general.text", name(), model(), year(), period()));
    document.paragraph(
        wording.say("report.general.criteria", dossier.set().title(), dossier.set().basis()));
    document.writingLines(LINES_TO_WRITE);
    document.part(wording.say("report.results"));
    for (Criterion criterion : dossier.set().criteria()) {
      document.section(wording.say("criterion", criterion.id(), criterion.text()));
      for (Indicator indicator : criterion.indicators()) {
        document.item(
            wording.say("report.indicator", indicator.id(), indicator.text(), given(indicator)));
      }
      document.writingLines(2);
    }
    document.part(wording.say("report.conclusion"));
    document.paragraph(wording.say("report.conclusion.text", name(), result()));
    dossier.assessment().reasons().forEach(reason -> document.item(reason.text(t)));
    document.part(wording.say("report.plan")).writingLines(LINES_TO_WRITE);
    closed(document);
    document.annex(wording.say("summary", model(), year(), name()), Orientation.PORTRAIT);
    told(document);
    return document.table(summary());
  }

  /** Bảng tổng hợp kết quả các chỉ số, as a paper of its own. */
  AdministrativeDocument indicators() {
    AdministrativeDocument document = begun(DocumentKind.REPORT, "summary.subject");
    document.paragraph(wording.say("summary.of", name(), model(), year(), period()));
    document.table(summary());
    return closed(document);
  }

  private DocumentTable summary() {
    java.util.ArrayList<Row> rows = new java.util.ArrayList<>();
    for (Criterion criterion : dossier.set().criteria()) {
      rows.add(
          new Row(
              List.of(
                  Cell.of(criterion.id()),
                  new Cell(wording.say("criterion", criterion.id(), criterion.text()), 3)),
              true));
      for (Indicator indicator : criterion.indicators()) {
        rows.add(Row.of(indicator.id(), indicator.text(), given(indicator), ""));
      }
    }
    rows.add(
        new Row(
            List.of(Cell.of(""), new Cell(wording.say("total"), 1), Cell.of(result()), Cell.of("")),
            true));
    return new DocumentTable(
        List.of(
            new Column(wording.say("column.id"), 8, Align.CENTRE),
            new Column(wording.say("column.text"), 52, Align.LEFT),
            new Column(wording.say("column.given"), 20, Align.CENTRE),
            new Column(wording.say("column.evidence"), 20, Align.LEFT)),
        rows,
        TABLE_SIZE);
  }

  /** What an indicator came to: as it was answered or computed; nothing where it has no answer. */
  private String given(Indicator indicator) {
    Assessment.Line counted = dossier.counted(indicator.id());
    if (!counted.applies()) {
      return wording.say("not-applicable");
    }
    @Nullable BigDecimal points =
        indicator.entered() ? dossier.answers().get(indicator.id()) : counted.points();
    return points == null ? wording.say("unanswered") : dossier.given(t, indicator, points);
  }

  private AdministrativeDocument begun(DocumentKind kind, String subject) {
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody("", name(), symbol(), AreaNames.place(dossier.communeName())),
                kind,
                null,
                null,
                dossier.campaign().year(),
                wording.say(subject, model(), year()),
                at));
    told(document);
    return document;
  }

  private void told(AdministrativeDocument document) {
    if (sample) {
      document.notice(wording.say("sample-data"));
    }
    if (dossier.campaign().training()) {
      document.notice(wording.say("training"));
    }
    if (dossier.set().sample()) {
      document.notice(wording.say("sample-set"));
    }
  }

  private AdministrativeDocument closed(AdministrativeDocument document) {
    return document.closing(
        new Recipients(List.of(wording.say("recipient")), wording.say("archive")), signature());
  }

  /** Whoever is at the head of what asks: of an area its committee, by its chairman. */
  private SignatureBlock signature() {
    Campaign of = dossier.campaign();
    return switch (of.model()) {
      case LEARNING_UNIT -> alone("LEARNING_UNIT");
      case LEARNING_CITIZEN,
          LEARNING_FAMILY,
          LEARNING_CLAN,
          SELF_MANAGED_GROUP,
          COMMUNITY_LEARNING_CENTRE ->
          alone(of.model().name());
      case LEARNING_COMMUNITY, LEARNING_SOCIETY ->
          of.level() == ModelLevel.VILLAGE
              ? village()
              : around
                  .of(
                      SignedPaper.SUBMISSION,
                      BodyKind.PEOPLES_COMMITTEE,
                      wording.say("signer.area"))
                  .block();
    };
  }

  /** Of an area its committee's; what asks otherwise has none that is known. */
  private String symbol() {
    LearningModel model = dossier.campaign().model();
    return (model == LearningModel.LEARNING_COMMUNITY || model == LearningModel.LEARNING_SOCIETY)
            && dossier.campaign().level() != ModelLevel.VILLAGE
        ? DecisionWording.say("symbol")
        : "";
  }

  private SignatureBlock village() {
    Signing signing = around.of(SignedPaper.SUBMISSION, BodyKind.VILLAGE, name());
    return signing.usual() == null ? alone(ModelLevel.VILLAGE.name()) : signing.block();
  }

  private SignatureBlock alone(String who) {
    return new SignatureBlock(null, null, wording.say("signer." + who), null);
  }

  private String result() {
    if (!dossier.assessment().complete()) {
      return wording.say("incomplete");
    }
    String result = dossier.line().result(t, dossier.campaign());
    return result == null ? wording.say("unanswered") : result;
  }

  private String name() {
    return dossier.line().head();
  }

  private String model() {
    return t.t(dossier.campaign().modelKey());
  }

  private String year() {
    return String.valueOf(dossier.campaign().year());
  }

  private String period() {
    return dossier.campaign().procedure().dataPeriod(dossier.campaign().year());
  }
}
