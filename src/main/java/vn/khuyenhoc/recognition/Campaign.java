package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.Dependence.Node;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.StepKind;

/**
 * One year's recognition of one model at one level in one province (đợt đánh giá).
 *
 * @param id its number
 * @param model what is recognised
 * @param level whose, or of which level
 * @param form the code of the labour group of citizens; empty for every other model
 * @param formName what that group is called; empty for every other model
 * @param year the assessment year
 * @param provinceId whose
 * @param provinceName what the province is called today, or was called last
 * @param setId the criteria set of all its dossiers
 * @param byLevels whether that rates by levels and not by points
 * @param dueOn the day by which villages send to the commune
 * @param referenceDate the day whose tree "as it was" means once the campaign is closed
 * @param procedure the steps that lead to the certificate, and who does them
 * @param training whether it is for practising and counts nowhere
 * @param open whether scores and decisions are taken
 * @param openedAt when it was opened
 * @param closedAt when it was closed; null while open
 */
public record Campaign(
    int id,
    LearningModel model,
    ModelLevel level,
    String form,
    String formName,
    int year,
    int provinceId,
    String provinceName,
    String setId,
    boolean byLevels,
    LocalDate dueOn,
    LocalDate referenceDate,
    Procedure procedure,
    boolean training,
    boolean open,
    Instant openedAt,
    @Nullable Instant closedAt) {

  /** What it recognises, as others depend on it. */
  public Node node() {
    return Node.of(model, level);
  }

  /** Whether it recognises households, the only ones of whom there are a head and an address. */
  public boolean families() {
    return model == LearningModel.LEARNING_FAMILY;
  }

  /** Whether everything it recognises belongs to the province itself. */
  public boolean ofProvince() {
    return level == ModelLevel.PROVINCE;
  }

  /** Whether everything it recognises belongs to communes themselves, not to their villages. */
  public boolean ofCommunes() {
    return level == ModelLevel.COMMUNE || level == ModelLevel.CENTRE;
  }

  /** The key of what it recognises: "Cộng đồng học tập cấp xã". */
  public String modelKey() {
    return model.messageKey(level);
  }

  /** The steps of its procedure. */
  public Set<StepKind> steps() {
    return procedure.steps();
  }

  /** Whether the province appraises, though what is rated may belong to communes. */
  public boolean appraisedByProvince() {
    return procedure.appraisedAt() == AreaLevel.PROVINCE;
  }

  /** Whether the province appraises what belongs to its communes. */
  public boolean ofCommunesAbove() {
    return appraisedByProvince() && !ofProvince();
  }

  /**
   * Whether a head sends a letter and a report with the dossier, as households and citizens do not.
   */
  public boolean sendsDocuments() {
    return model != LearningModel.LEARNING_FAMILY && model != LearningModel.LEARNING_CITIZEN;
  }

  /**
   * What it is called: "Công dân học tập, Nông dân 2026", with "(tập huấn)" where it is for that.
   */
  public String title(Texts t) {
    Sentence called = called();
    return t.t(called.messageKey(), called.arguments().toArray());
  }

  /** The same in no language yet. */
  Sentence called() {
    Sentence what = Sentence.of(modelKey());
    Sentence title =
        Sentence.of(
            "campaigns.title.of",
            form.isEmpty() ? what : Sentence.of("campaigns.form", what, formName),
            String.valueOf(year));
    return training ? Sentence.of("campaigns.training.title", title) : title;
  }

  /**
   * The key of a sentence that names what is recognised: households have words of their own, every
   * other model is spoken of as dossiers.
   */
  public String word(String key) {
    return families() ? key : key + ".any";
  }

  /** The key of where a dossier stands. */
  public String stageKey(Stage stage) {
    return stage == Stage.SENT ? word(stage.messageKey()) : stage.messageKey();
  }

  /** The key of the column of names: "Chủ hộ", "Công dân", "Tên đơn vị" … */
  public String nameKey() {
    return "dossier.name." + model.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The day whose tree of areas is read: as it was means its reference date once it is closed. */
  public LocalDate treeDay(Basis basis, LocalDate today) {
    return basis == Basis.AS_WAS && !open ? referenceDate : today;
  }
}
