package vn.khuyenhoc.journeys;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.DossierLine;
import vn.khuyenhoc.recognition.Dossiers;
import vn.khuyenhoc.recognition.Recognition;
import vn.khuyenhoc.recognition.Stage;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.Chromium;
import vn.khuyenhoc.support.ServerTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** What every journey begins with: a browser, a province, people, a campaign. */
@ServerTest
abstract class Journey {

  @SuppressWarnings("NullAway.Init")
  private static Chromium chromium;

  @Autowired Areas areas;
  @Autowired BuiltInAreas builtIn;
  @Autowired BuiltInCriteria criteria;
  @Autowired CriteriaSets sets;
  @Autowired Households households;
  @Autowired Recognition recognition;
  @Autowired Dossiers dossiers;
  @Autowired SignedIn signedIn;
  @Autowired JdbcClient jdbc;
  @LocalServerPort private int port;

  @BeforeAll
  static void startBrowser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  /** Where the application is. */
  String site() {
    return "http://127.0.0.1:" + port;
  }

  /** A browser of somebody's own. */
  Screen screen(Album album, String who, Screen.Kind kind, boolean script, Cookie device) {
    return new Screen(chromium.browser(), site(), album, who, kind, script, device);
  }

  /** A browser of somebody's own. */
  Screen screen(Album album, String who, Screen.Kind kind, boolean script, Actor actor) {
    return screen(album, who, kind, script, signedIn.cookie(actor));
  }

  /** A browser of nobody who is known. */
  Screen street(Album album) {
    return screen(album, "street", Screen.Kind.PHONE, false, new Cookie("nobody", "x"));
  }

  /** A village of families, who works for it, and the campaign in which they are rated. */
  record Setting(
      SmallProvince place,
      int commune,
      int village,
      Actor volunteer,
      Actor officer,
      Actor overseer,
      int campaign) {

    /** The page of the village's list. */
    String list() {
      return "/campaigns/" + campaign + "/villages/" + village;
    }

    /** The page of the commune's queue. */
    String queue() {
      return "/campaigns/" + campaign + "/communes/" + commune;
    }
  }

  /** Families of one village in a campaign by the procedure with every step. */
  Setting wholeProcedure(String... heads) {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    int commune = place.communes().getFirst();
    int village = place.villages().getFirst();
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, village, "Lường Văn Thật");
    Actor officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cầm Thị Mai");
    Actor overseer = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Hà Văn Tỉnh");
    for (String head : heads) {
      households
          .add(officer, Ids.next(), village, new HouseholdEntry(head, "", 1, 2, 1, ""), true)
          .orThrow();
    }
    int campaign =
        recognition
            .openCampaign(
                overseer,
                new Recognition.OpenCampaign(
                    2026,
                    place.province(),
                    BuiltInCriteria.LEARNING_FAMILY,
                    LocalDate.of(2026, 12, 15),
                    BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD)))
            .orThrow();
    return new Setting(place, commune, village, volunteer, officer, overseer, campaign);
  }

  /** Everybody in the village who is not scored yet gets full marks from the volunteer. */
  void scored(Setting setting) {
    Map<String, @Nullable BigDecimal> full = new HashMap<>();
    sets.byId(BuiltInCriteria.LEARNING_FAMILY)
        .indicators()
        .forEach(one -> full.put(one.id(), one.maxPoints()));
    for (DossierLine line :
        dossiers
            .inVillage(setting.volunteer(), setting.campaign(), setting.village(), "", null, 1, 25)
            .rows()) {
      if (line.stage() == Stage.SCORED) {
        continue;
      }
      recognition
          .score(setting.volunteer(), line.key(), line.version(), new HashMap<>(full), false)
          .orThrow();
    }
  }

  /** As if the village's notice had been posted twenty days earlier. */
  void theNoticeIsOver(Setting setting) {
    jdbc.sql(
            "update recognition.notice set posted_on = posted_on - 20, until = until - 20 where campaign_id = :c")
        .param("c", setting.campaign())
        .update();
  }
}
