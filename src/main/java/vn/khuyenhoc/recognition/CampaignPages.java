package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Guides;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.SetFilter;
import vn.khuyenhoc.criteria.SetLine;
import vn.khuyenhoc.criteria.SetStatus;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.NavEntry;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.Procedures;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Choice;
import vn.khuyenhoc.registry.Choices;

/** Campaigns: opening one, how far its areas are, closing it. */
@Controller
class CampaignPages {

  private final Recognition recognition;
  private final Dossiers dossiers;
  private final Areas areas;
  private final Bodies bodies;
  private final Guides guides;
  private final AreasThen then;
  private final CriteriaSets sets;
  private final Choices choices;
  private final Procedures procedures;
  private final Deadlines deadlines;
  private final Views views;
  private final Clock clock;

  CampaignPages(
      Recognition recognition,
      Dossiers dossiers,
      Areas areas,
      Bodies bodies,
      Guides guides,
      AreasThen then,
      CriteriaSets sets,
      Choices choices,
      Procedures procedures,
      Deadlines deadlines,
      Views views,
      Clock clock) {
    this.recognition = recognition;
    this.dossiers = dossiers;
    this.areas = areas;
    this.bodies = bodies;
    this.guides = guides;
    this.then = then;
    this.sets = sets;
    this.choices = choices;
    this.procedures = procedures;
    this.deadlines = deadlines;
    this.views = views;
    this.clock = clock;
  }

  /** The entry of the navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {
    @Bean
    NavEntry campaignsEntry() {
      return new NavEntry("campaigns", "campaigns.title", "/campaigns", Right.DOSSIER_READ, 30);
    }
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns")
  ResponseEntity<byte[]> list(Visit visit) {
    return views.html(
        "recognition/campaigns",
        visit.page(visit.t().t("campaigns.title"), "campaigns", List.of()),
        Map.of(
            "years",
                dossiers.campaigns(visit.actor()).stream()
                    .collect(
                        Collectors.groupingBy(
                            Campaign::year, LinkedHashMap::new, Collectors.toList())),
            "mayOpen", visit.actor().holds(Right.CAMPAIGN_OPEN)));
  }

  @Needs(Right.CAMPAIGN_OPEN)
  @GetMapping("/campaigns/new")
  ResponseEntity<byte[]> ask(Visit visit) {
    LocalDate today = LocalDate.now(clock);
    List<Area> provinces = provinces(visit);
    Offered offered = offered(visit, provinces);
    Map<Integer, Long> opened =
        dossiers.campaigns(visit.actor()).stream()
            .filter(one -> !one.training())
            .collect(
                Collectors.groupingBy(
                    Campaign::year,
                    Collectors.mapping(
                        one -> one.model() + " " + one.level(),
                        Collectors.collectingAndThen(
                            Collectors.toSet(), all -> (long) all.size()))));
    int year = today.getYear();
    while (opened.getOrDefault(year, 0L) >= Math.max(1, offered.models())) {
      year++;
    }
    LocalDate due = LocalDate.of(year, Month.NOVEMBER, 15);
    return form(
        visit,
        HttpStatus.OK,
        new CampaignForm(
            provinces.size() == 1 ? String.valueOf(provinces.getFirst().id()) : "",
            String.valueOf(year),
            offered.options().size() == 1 ? offered.options().getFirst().value() : "",
            "",
            visit.t().date(due.isBefore(today) ? LocalDate.of(year, Month.DECEMBER, 31) : due),
            false),
        List.of());
  }

  @Needs(Right.CAMPAIGN_OPEN)
  @PostMapping("/campaigns")
  ResponseEntity<byte[]> open(
      Visit visit,
      @RequestParam(defaultValue = "") String province,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String set,
      @RequestParam(defaultValue = "") String procedure,
      @RequestParam(defaultValue = "") String dueOn,
      @RequestParam(defaultValue = "false") boolean training) {
    CampaignForm form = new CampaignForm(province, year, set, procedure, dueOn, training);
    List<FieldError> errors = new ArrayList<>();
    LocalDate due = date(dueOn);
    if (due == null) {
      errors.add(new FieldError("dueOn", visit.t().t("campaigns.due.wrong")));
    }
    if (!year.strip().matches("\\d{4}")) {
      errors.add(new FieldError("year", visit.t().t("campaigns.year.wrong")));
    }
    if (!province.matches("\\d{1,9}")) {
      errors.add(new FieldError("province", visit.t().t("campaigns.province.wrong")));
    }
    if (set.isEmpty()) {
      errors.add(new FieldError("set", visit.t().t("campaigns.set.wrong")));
    }
    if (!errors.isEmpty() || due == null) {
      return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, form, errors);
    }
    List<String> chosen =
        set.equals(ALL_GROUPS) ? offered(visit, provinces(visit)).groups() : List.of(set);
    return switch (recognition.openCampaigns(
        visit.actor(),
        new Recognition.OpenCampaigns(
            Integer.parseInt(year.strip()),
            Integer.parseInt(province),
            chosen,
            due,
            procedure.isEmpty() ? null : procedure,
            training))) {
      case Result.Ok<List<Integer>> ok when ok.value().size() == 1 ->
          visit.leadTo("/campaigns/" + ok.value().getFirst(), "campaigns.opened", year.strip());
      case Result.Ok<List<Integer>> ok ->
          visit.leadTo("/campaigns", "campaigns.opened.several", ok.value().size(), year.strip());
      case Result.Refused<List<Integer>> refused ->
          form(
              visit,
              HttpStatus.UNPROCESSABLE_CONTENT,
              form,
              visit.errors(refused.problems()).stream()
                  .map(
                      one ->
                          switch (one.field()) {
                            case "setId" -> new FieldError("set", one.message());
                            case "procedureId" -> new FieldError("procedure", one.message());
                            default -> one;
                          })
                  .distinct()
                  .toList());
    };
  }

  private ResponseEntity<byte[]> form(
      Visit visit, HttpStatus status, CampaignForm form, List<FieldError> errors) {
    List<Area> provinces = provinces(visit);
    Offered offered = offered(visit, provinces);
    return views.html(
        status,
        "recognition/campaign-new",
        visit.page(
            visit.t().t("campaigns.new"),
            "campaigns",
            List.of(
                new Crumb(visit.t().t("campaigns.title"), "/campaigns"),
                new Crumb(visit.t().t("campaigns.new"), null))),
        Map.of(
            "form",
            form,
            "errors",
            errors,
            "provinces",
            provinces.stream()
                .map(area -> new Option(String.valueOf(area.id()), area.name()))
                .toList(),
            "sets",
            offered.options(),
            "procedures",
            procedures(visit),
            "missing",
            offered.missing()));
  }

  /** Every procedure in force that a campaign of this year can be opened with, by model. */
  private List<Option> procedures(Visit visit) {
    int year = LocalDate.now(clock).getYear();
    return procedures.of(visit.actor()).stream()
        .filter(one -> one.status() == Procedure.Status.IN_FORCE && one.covers(year))
        .map(
            one ->
                new Option(
                    one.id(),
                    visit
                        .t()
                        .t(
                            "procedure.of",
                            visit.t().t(one.model().messageKey(one.level())),
                            one.title())))
        .toList();
  }

  private List<Area> provinces(Visit visit) {
    return areas.below(visit.actor().areasFor(Right.CAMPAIGN_OPEN), AreaLevel.PROVINCE);
  }

  /** What is chosen to open the campaigns of citizens, one for every labour group, at once. */
  private static final String ALL_GROUPS = "LEARNING_CITIZEN";

  /**
   * What can be opened.
   *
   * @param options the choices, each a set in force; one for all labour groups of citizens together
   * @param groups the sets of those groups
   * @param missing what cannot be opened because no set is in force, by name
   * @param models how many models at their levels can be opened
   */
  private record Offered(
      List<Option> options, List<String> groups, List<String> missing, int models) {}

  private Offered offered(Visit visit, List<Area> provinces) {
    Integer province = provinces.size() == 1 ? provinces.getFirst().id() : null;
    List<SetLine> lines =
        sets.list(visit.actor(), SetFilter.NOW).stream()
            .filter(
                one ->
                    one.status() == SetStatus.IN_FORCE
                        && (one.provinceId() == null || one.provinceId().equals(province)))
            .sorted(Comparator.comparing(one -> one.provinceId() == null))
            .toList();
    List<Option> options = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    int models = 0;
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        if (level == ModelLevel.DISTRICT) {
          continue;
        }
        List<SetLine> own =
            lines.stream().filter(one -> one.model() == model && one.level() == level).toList();
        String name = visit.t().t(model.messageKey(level));
        if (model.hasForms()) {
          List<String> with = new ArrayList<>();
          for (Choice group : choices.labourGroups()) {
            Optional<SetLine> line =
                own.stream().filter(one -> one.form().equals(group.code())).findFirst();
            line.ifPresent(
                one -> {
                  groups.add(one.id());
                  with.add(group.name());
                });
            if (line.isEmpty() && !group.retired()) {
              missing.add(visit.t().t("campaigns.form", name, group.name()));
            }
          }
          if (!with.isEmpty()) {
            models++;
            options.add(
                new Option(
                    ALL_GROUPS,
                    name,
                    visit.t().t("campaigns.set.groups", with.size(), String.join("; ", with)),
                    null));
          }
        } else if (own.isEmpty()) {
          missing.add(name);
        } else {
          models++;
          own.forEach(
              one ->
                  options.add(
                      new Option(
                          one.id(),
                          name,
                          one.title(),
                          one.sample() ? visit.t().t("criteria.sample") : null)));
        }
      }
    }
    return new Offered(options, groups, missing, models);
  }

  @Needs(Right.DOSSIER_READ)
  @GetMapping("/campaigns/{id}")
  ResponseEntity<byte[]> show(
      Visit visit, @PathVariable int id, @RequestParam(defaultValue = "1") String basis) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    CriteriaSet set = sets.byId(campaign.setId());
    Reading reading = reading(campaign, basis);
    List<Integer> own = visit.actor().areasFor(Right.DOSSIER_READ);
    boolean whole =
        then.reaches(
            visit.actor(),
            Right.DOSSIER_READ,
            campaign.provinceId(),
            campaign.treeDay(Basis.AS_WAS, reading.day()));
    AreaLevel level =
        campaign.ofProvince()
            ? AreaLevel.PROVINCE
            : whole || campaign.ofCommunes() ? AreaLevel.COMMUNE : AreaLevel.VILLAGE;
    List<AreaProgress> rows =
        whole || level != AreaLevel.VILLAGE
            ? dossiers.areas(visit.actor(), id, level, reading.basis())
            : dossiers.myVillages(visit.actor(), id, reading.basis());
    List<Area> offices =
        campaign.appraisedByProvince()
            ? provinceOffice(visit, campaign)
            : whole
                ? List.of()
                : reading.basis() == Basis.AS_IS
                    ? areas.below(own, AreaLevel.COMMUNE)
                    : then.below(then.before(own), AreaLevel.COMMUNE, reading.day());
    Tally total = Tally.NONE;
    for (AreaProgress one : rows) {
      total = total.plus(one.tally());
    }
    // whoever only reads families goes on to their figures
    boolean appraises =
        visit.actor().is(Role.COMMUNE_OFFICER)
            || (campaign.training() || !campaign.families())
                && visit.actor().holds(Right.DOSSIER_APPRAISE);
    String title = title(visit, campaign);
    Map<String, Object> params = new HashMap<>();
    params.put("campaign", campaign);
    params.put("set", set);
    params.put("total", total);
    params.put("rows", rows);
    params.put("level", level.name());
    params.put("offices", appraises ? offices : List.of());
    // where each row leads: to the list of what belongs there itself, else to the office's queue
    params.put(
        "lists",
        level == AreaLevel.VILLAGE || campaign.ofCommunes() || campaign.ofProvince()
            ? "villages"
            : appraises ? "communes" : "");
    params.put("usesFacts", !UsedFacts.of(set).isEmpty());
    params.put("today", LocalDate.now(clock));
    params.put("reading", reading);
    params.put("bases", reading.choice(visit.t(), "/campaigns/" + id, ""));
    params.put("names", names(visit, reading, rows));
    params.put("guides", guides.around(campaign.model(), areas.standing(campaign.provinceId())));
    params.put(
        "steps",
        campaign.open() && !campaign.procedure().id().isEmpty()
            ? StepView.named(
                deadlines.steps(visit.actor(), campaign),
                bodies.around(areas.standing(campaign.provinceId()), LocalDate.now(clock)))
            : List.of());
    params.put(
        "mayClose",
        campaign.open()
            && areas.reaches(
                visit.actor(), Right.CAMPAIGN_OPEN, areas.standing(campaign.provinceId())));
    params.put(
        "mayRestart",
        campaign.training()
            && areas.reaches(
                visit.actor(), Right.CAMPAIGN_OPEN, areas.standing(campaign.provinceId())));
    return views.html(
        "recognition/campaign",
        visit.page(
            title,
            "campaigns",
            List.of(
                new Crumb(visit.t().t("campaigns.title"), "/campaigns"), new Crumb(title, null))),
        params);
  }

  /** The province that appraises, for whoever may. */
  private List<Area> provinceOffice(Visit visit, Campaign campaign) {
    int province = areas.standing(campaign.provinceId());
    return areas.reaches(visit.actor(), Right.DOSSIER_APPRAISE, province)
        ? List.of(areas.byId(province))
        : List.of();
  }

  private Reading reading(Campaign campaign, String basis) {
    return Reading.of(campaign, basis, LocalDate.now(clock));
  }

  private Map<Integer, String> names(Visit visit, Reading reading, List<AreaProgress> rows) {
    return then.otherNames(
        reading.basis(),
        rows.stream().map(AreaProgress::areaId).toList(),
        reading.day(),
        visit.t());
  }

  @Needs(Right.CAMPAIGN_OPEN)
  @GetMapping("/campaigns/{id}/close")
  ResponseEntity<byte[]> askToClose(Visit visit, @PathVariable int id) {
    return closing(visit, HttpStatus.OK, id, List.of());
  }

  @Needs(Right.CAMPAIGN_OPEN)
  @PostMapping("/campaigns/{id}/close")
  ResponseEntity<byte[]> close(Visit visit, @PathVariable int id) {
    return switch (recognition.closeCampaign(visit.actor(), id)) {
      case Result.Ok<Recognition.Closed> ok ->
          visit.leadTo("/campaigns/" + id, "campaigns.closed", ok.value().tally().recognised());
      case Result.Refused<Recognition.Closed> refused ->
          closing(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> closing(
      Visit visit, HttpStatus status, int id, List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.CAMPAIGN_OPEN, areas.standing(campaign.provinceId()));
    return views.html(
        status,
        "recognition/campaign-close",
        visit.page(
            visit.t().t("campaigns.close"),
            "campaigns",
            List.of(
                new Crumb(visit.t().t("campaigns.title"), "/campaigns"),
                new Crumb(title(visit, campaign), "/campaigns/" + id),
                new Crumb(visit.t().t("campaigns.close"), null))),
        Map.of("campaign", campaign, "total", dossiers.total(visit.actor(), id), "errors", errors));
  }

  @Needs(Right.CAMPAIGN_OPEN)
  @GetMapping("/campaigns/{id}/restart")
  ResponseEntity<byte[]> askToRestart(Visit visit, @PathVariable int id) {
    return restarting(visit, HttpStatus.OK, id, List.of());
  }

  @Needs(Right.CAMPAIGN_OPEN)
  @PostMapping("/campaigns/{id}/restart")
  ResponseEntity<byte[]> restart(Visit visit, @PathVariable int id) {
    return switch (recognition.restartTraining(visit.actor(), id)) {
      case Result.Ok<Integer> ok ->
          visit.leadTo("/campaigns/" + ok.value(), "campaigns.training.restarted");
      case Result.Refused<Integer> refused ->
          restarting(visit, HttpStatus.UNPROCESSABLE_CONTENT, id, visit.errors(refused.problems()));
    };
  }

  private ResponseEntity<byte[]> restarting(
      Visit visit, HttpStatus status, int id, List<FieldError> errors) {
    Campaign campaign = dossiers.campaign(visit.actor(), id);
    areas.require(visit.actor(), Right.CAMPAIGN_OPEN, areas.standing(campaign.provinceId()));
    if (!campaign.training()) {
      // a real one is never begun anew
      return visit.leadTo("/campaigns/" + id);
    }
    return views.html(
        status,
        "recognition/campaign-restart",
        visit.page(
            visit.t().t("campaigns.training.restart"),
            "campaigns",
            List.of(
                new Crumb(visit.t().t("campaigns.title"), "/campaigns"),
                new Crumb(title(visit, campaign), "/campaigns/" + id),
                new Crumb(visit.t().t("campaigns.training.restart"), null))),
        Map.of("campaign", campaign, "total", dossiers.total(visit.actor(), id), "errors", errors));
  }

  /** The day that somebody typed; null where it is none. */
  static @Nullable LocalDate date(String typed) {
    return VietnameseDates.parse(typed) instanceof DateReading.Ok ok ? ok.date() : null;
  }

  /**
   * The campaign's name, model and year, as the path of a page has it. A page of a campaign for
   * practising says at its top that it is one.
   */
  static String title(Visit visit, Campaign campaign) {
    if (campaign.training()) {
      visit.mark(visit.t().t("campaigns.training.mark"));
    }
    return campaign.title(visit.t());
  }
}
