import "survey-core/survey-core.min.css";
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";

/** As its documents show it: a model of the JSON, rendered into an element. */
globalThis.showSurvey = (json, element) => renderSurvey(new Model(json), element);
