package vn.khuyenhoc.recognition;

import java.time.Clock;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.registry.Persons;

/** What every command of the procedure works with. */
@Component
record CommandMeans(
    CampaignTable campaigns,
    DossierTable dossiers,
    StepTable steps,
    RollTable roll,
    LiveFacts facts,
    Recomputing recomputing,
    Areas areas,
    Offices offices,
    CriteriaSets sets,
    Persons persons,
    Locks locks,
    Journal journal,
    Clock clock) {}
