package vn.khuyenhoc.recognition.procedure;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.Guides;
import vn.khuyenhoc.platform.KeptChoices;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** The steps of procedures, for guidance that explains one of them. */
@Component
class StepChoices implements KeptChoices {

  private final Texts texts;

  StepChoices(Languages languages) {
    this.texts = languages.vietnamese();
  }

  @Override
  public String topic() {
    return Guides.STEPS;
  }

  @Override
  public List<Kept> all() {
    return Arrays.stream(StepKind.values())
        .map(step -> new Kept(step.name(), texts.t(step.messageKey()), false))
        .toList();
  }

  @Override
  public String href() {
    return "/procedures";
  }
}
