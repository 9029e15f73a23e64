package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * An issued decision as a document, with all of its list, as it was issued and corrected. The
 * caller has seen to it that it may be read.
 */
@Component
class DecisionPaper {

  private final DossierListTable lists;
  private final TitleTable titles;
  private final DecisionWording wording;
  private final CriteriaSets sets;
  private final Areas areas;
  private final Texts texts;
  private final Clock clock;

  DecisionPaper(
      DossierListTable lists,
      TitleTable titles,
      DecisionWording wording,
      CriteriaSets sets,
      Areas areas,
      Languages languages,
      Clock clock) {
    this.lists = lists;
    this.titles = titles;
    this.wording = wording;
    this.sets = sets;
    this.areas = areas;
    this.texts = languages.vietnamese();
    this.clock = clock;
  }

  AdministrativeDocument of(Campaign campaign, Decision decision) {
    List<DossierLine> lines =
        lists
            .decided(
                decision.id(),
                null,
                new DossierListTable.Through(Basis.AS_IS, LocalDate.now(clock)),
                1,
                Integer.MAX_VALUE)
            .rows();
    Map<DossierKey, String> printed = new HashMap<>();
    titles
        .of(decision.id(), lines.stream().map(DossierLine::key).toList())
        .forEach(title -> printed.put(title.dossier(), title.name()));
    DecisionText text = decision.text();
    return DecisionDocument.of(
        new DecisionDocument.Source(
            decision.issuer(),
            wording.symbol(campaign, decision.communeId(), decision.issuer(), decision.decidedOn()),
            decision.number(),
            decision.decidedOn(),
            decision.decidedOn().getYear(),
            decision.signerName(),
            decision.signerTitle(),
            decision.communeName(),
            text.written()
                ? text
                : wording.usual(
                    campaign, areas.lastKnown(decision.communeId()), sets.byId(campaign.setId())),
            null,
            decision.recordedAt(),
            lines,
            printed,
            line -> Objects.requireNonNullElse(line.result(texts, campaign), "")),
        campaign.training());
  }
}
