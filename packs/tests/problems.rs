//! Every kind of mistake fails the build, at its line, with a sentence that says what to do.

mod common;

use common::{BORSET, STEPS, changed, compile, steps};
use onward_packs::{Compiled, Problem};

/// The council's pack with one thing changed.
fn borset(from: &str, to: &str) -> String {
    changed(BORSET, from, to)
}

/// Spoiled content answers with exactly this one problem (its beginning; the whole of it may go on).
fn check(england: &str, expected: &str) {
    only(compile(england, BORSET), expected);
}

/// As [`check`], for the council's pack.
fn check_council(borset: &str, expected: &str) {
    only(compile(STEPS, borset), expected);
}

fn only(compiled: Result<Compiled, Vec<Problem>>, expected: &str) {
    let problems: Vec<String> = match compiled {
        Ok(_) => panic!("no problem was found; expected: {expected}"),
        Err(problems) => problems.iter().map(Problem::to_string).collect(),
    };
    assert!(
        matches!(problems.as_slice(), [one] if one.strip_prefix("content/").is_some_and(|one| one.starts_with(expected))),
        "expected: content/{expected}\nfound: {problems:#?}"
    );
}

/// Spoils the steps one line at a time.
fn each(cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        check(&steps(from, to), &format!("england/test.toml:{expected}"));
    }
}

#[test]
fn unknown_names() {
    each(&[
        (
            "\"phase_transfer_deadline_quoted\"",
            "\"phase_transfer_deadline_quote\"",
            "11: there is no rule \"phase_transfer_deadline_quote\": did you mean \"phase_transfer_deadline_quoted\"?",
        ),
        (
            "without = [\"gets_dla\"]",
            "without = [\"get_dla\"]",
            "10: there is no fact \"get_dla\": did you mean \"gets_dla\"?",
        ),
        (
            "support = [\"ehc_plan\"]",
            "support = [\"ehcp\"]",
            "10: \"ehcp\" is not a word of support: use one of ehc_plan,",
        ),
        ("support = [\"ehc_plan\"]", "moves = [\"to_moon\"]", "10: \"to_moon\" is not a word of move"),
        ("support = [\"ehc_plan\"]", "unless_move = [\"to_moon\"]", "10: \"to_moon\" is not a word of move"),
        ("support = [\"ehc_plan\"]", "setting = [\"moon\"]", "10: \"moon\" is not a word of setting"),
        (
            "move = \"primary_to_secondary\"",
            "move = \"to_moon\"",
            "11: \"to_moon\" does not fit \"move\": use one of early_years_to_school,",
        ),
        (
            "move = \"primary_to_secondary\"",
            "gets_dla = 3",
            "11: \"3\" does not fit \"gets_dla\": use true or false",
        ),
        (
            "move = \"primary_to_secondary\"",
            "year_group_offset = \"one\"",
            "11: \"one\" does not fit \"year_group_offset\": use a whole number",
        ),
        ("move = \"primary_to_secondary\"", "mover = \"x\"", "11: there is no fact \"mover\""),
        (
            "owner = \"council\"",
            "owner = \"mother\"",
            "6: owner `mother` is not known: use one of `young_person`,",
        ),
        ("helpers = [\"parent_carer\"]", "helpers = [\"father\"]", "7: helper `father` is not known"),
        ("helpers = [\"parent_carer\"]", "helpers = [\"council\"]", "7: \"council\" is already named"),
        ("badge = \"law\"", "badge = \"lore\"", "8: badge `lore` is not known"),
        ("part = \"work_and_learning\"", "part = \"fun\"", "30: part `fun` is not known"),
        ("pathway = \"primary_to_secondary\"", "pathway = \"to_moon\"", "3: pathway `to_moon` is not known"),
        ("stage = \"year_6\"", "stage = \"year_16\"", "4: there is no stage \"year_16\": did you mean"),
        (
            "stage = \"year_6\"",
            "stage = \"year_11\"",
            "4: the stage \"year_11\" is of preparing_for_adulthood",
        ),
        (
            "waits_for = \"name-the-school\"",
            "waits_for = \"name-a-school\"",
            "38: there is no step \"name-a-school\": did you mean \"name-the-school\"?",
        ),
        (
            "waits_for = \"name-the-school\"",
            "waits_for = \"borset-tell-the-council\"",
            "38: there is no step",
        ),
        (
            "records = \"last_review_completed\"",
            "records = \"last_review\"",
            "39: there is no fact \"last_review\"",
        ),
        (
            "records = \"last_review_completed\"",
            "records = \"gets_dla\"",
            "39: \"gets_dla\" is not a date fact",
        ),
        (
            "known = [\"last_review_completed\"]",
            "known = [\"gets_dla\"]",
            "35: \"gets_dla\" is not a date fact",
        ),
        (
            "months_from = \"last_review_completed\"",
            "months_from = \"support\"",
            "36: \"support\" is not a date fact",
        ),
        ("without = [\"gets_dla\"]", "without = [\"support\"]", "10: \"support\" is not a yes/no fact"),
    ]);
}

#[test]
fn a_stage_is_of_the_pathway_of_its_step() {
    each(&[(
        "pathway = \"primary_to_secondary\"",
        "pathway = \"every_year\"",
        "4: the stage \"year_6\" is of primary_to_secondary, not of every_year",
    )]);
}

#[test]
fn rules_must_answer_what_they_are_asked() {
    each(&[
        (
            "\"phase_transfer_deadline_quoted\"",
            "\"year_group\"",
            "11: the rule \"year_group\" does not answer with a date",
        ),
        (
            "\"phase_transfer_deadline_quoted\"",
            "\"is_working_day\"",
            "11: the rule \"is_working_day\" does not answer with a date",
        ),
        (
            "from = { term = 1, edge = \"start\" }",
            "from = \"is_summer_born\"",
            "36: the rule \"is_summer_born\" does not answer with a date",
        ),
        (
            "rules = [\"is_summer_born\"]",
            "rules = [\"year_group\"]",
            "35: \"year_group\" is not a rule that answers yes or no",
        ),
        (
            "rules = [\"is_summer_born\"]",
            "rules = [\"turns_18_on\"]",
            "35: \"turns_18_on\" is not a rule that answers yes or no",
        ),
    ]);
}

#[test]
fn dates_must_be_possible() {
    each(&[
        ("month = 9, day = 1, year = 7", "month = 13, day = 1, year = 7", "12: there is no month 13"),
        (
            "month = 9, day = 1, year = 7",
            "month = 9, day = 31, year = 7",
            "12: day 31 is not in month 9 every year",
        ),
        (
            "month = 9, day = 1, year = 7",
            "month = 2, day = 29, year = 7",
            "12: day 29 is not in month 2 every year",
        ),
        ("month = 9, day = 1, year = 7", "month = 9, day = 1", "12: the rule has no year"),
        (
            "month = 9, day = 1, year = 7",
            "month = 9, day = 1, year = 2027",
            "12: Year 2027 is not a school year",
        ),
        ("repeat = { school_years = [11, 13] }", "", "36: the rule has no year"),
        ("repeat = { school_years = [11, 13] }", "repeat = \"due_year\"", "36: the rule has no year"),
        ("repeat = { school_years = [11, 13] }", "repeat = \"daily\"", "37: repeat cannot be \"daily\""),
        (
            "repeat = { school_years = [11, 13] }",
            "repeat = { school_years = [13, 11] }",
            "37: school_years must be a first and a last",
        ),
        ("term = 1, edge = \"start\"", "term = 5, edge = \"start\"", "36: there is no [[term]] 5"),
        ("term = 1, edge = \"start\"", "term = 1", "36: say which end of the term"),
        ("term = 1, edge = \"start\"", "term = 1, edge = \"middle\"", "36: edge `middle` is not known"),
        ("term = 1, edge = \"start\"", "term = 1, birthday = 16", "36: a date rule needs exactly one of"),
        (
            "term = 1, edge = \"start\"",
            "birthday = 16, edge = \"start\"",
            "36: \"edge\" does not go with \"birthday\"",
        ),
        ("term = 1, edge = \"start\"", "birthday = 160", "36: nobody on these paths turns 160"),
        (
            "\"last_review_completed\", months = 3 }",
            "\"last_review_completed\" }",
            "36: say how many: add months",
        ),
        ("kind = \"prompt\"", "kind = \"sometime\"", "36: there is no date kind \"sometime\""),
        (
            "kind = \"prompt\"",
            "kind = \"prompt\", local = true",
            "36: \"local\" does not go with a date of kind \"prompt\"",
        ),
        (
            "kind = \"prompt\", from = { term = 1, edge = \"start\" }",
            "kind = \"prompt\"",
            "36: a date of kind \"prompt\" needs \"from\"",
        ),
        (
            "remedy_until = { on = { month = 9, day = 1, year = 7 } }\n",
            "remedy_until = { birthday = 12, weeks = 1 }\n",
            "12: \"weeks\" does not go with \"birthday\"",
        ),
        ("from_year = 5, to_year = 7", "from_year = 7, to_year = 5", "10: to_year is before from_year"),
    ]);
}

#[test]
fn sources_must_be_whole() {
    each(&[
        (
            "name = \"SEND Code of Practice 2015, chapter 8\"",
            "name = \"\"",
            "43: the source has an empty name",
        ),
        (
            "name = \"SEND Code of Practice 2015, chapter 8\"",
            "web = \"https://www.gov.uk\"",
            "43: the source has no name",
        ),
        ("source = { name = \"SEND Code of Practice 2015, chapter 8\" }", "", "27: it has no source"),
        (
            "likes.\"]\nsource = { name = \"SEND Code of Practice 2015, chapter 8\" }\nchecked_on = 2026-11-22",
            "likes.\"]\nsource = { name = \"SEND Code 2015\" }",
            "27: checked_on is missing",
        ),
        (
            "chapter 8\" }\nchecked_on = 2026-11-22",
            "chapter 8\" }\nchecked_on = 2026-11-22T10:00:00",
            "44: checked_on must be a day without a time",
        ),
        ("regulation/18\"", "regulation/18†\"", "21: the address has a \"†\""),
        ("https://www", "www", "21: the address must be a whole one"),
        (
            "https://www.legislation.gov.uk",
            "https://legislation gov.uk",
            "21: there is a space in the address",
        ),
    ]);
}

#[test]
fn ids_are_unique_and_tidy() {
    each(&[
        (
            "id = \"talk-about-work\"",
            "id = \"name-the-school\"",
            "27: the step \"name-the-school\" already stands at england/test.toml:2",
        ),
        (
            "id = \"talk-about-work\"",
            "id = \"Talk_about\"",
            "27: the step \"Talk_about\": use lower-case letters",
        ),
    ]);
    check_council(
        &borset("id = \"borset-tell-the-council\"", "id = \"talk-about-work\""),
        "england/test.toml:27: the step \"talk-about-work\" already stands at borset/pack.toml:18",
    );
}

#[test]
fn sentences_are_short() {
    let long = "This sentence goes on and on for {name} and on and on until it has far more than twenty words in it.";
    for (field, line) in [
        ("why = \"{name} then has time to get ready.\"", 14),
        ("late = \"Write to the council and say the day has passed.\"", 20),
        ("when = \"Before 15 February of Year 6\"", 13),
    ] {
        let key = field.split(' ').next().unwrap();
        check(
            &steps(field, &format!("{key} = \"{long}\"")),
            &format!(
                "england/test.toml:{line}: {key}: a sentence of 22 words: cut it to 20 or fewer (\"This sentence goes on and on …\")"
            ),
        );
    }
    check(
        &steps("\"Ask for an answer, e.g. in 2 weeks.\"", &format!("\"{long}\"")),
        "england/test.toml:17: how: a sentence of 22 words",
    );
    check(
        &steps("\"Which school will be named?\"", &format!("\"{long}\"")),
        "england/test.toml:19: ask: a sentence of 22 words",
    );
}

#[test]
fn titles_are_short_and_plain() {
    each(&[
        (
            "title = \"Talk about work each year\"",
            "title = \"talk about work\"",
            "31: the title: it must start with a verb and a capital letter",
        ),
        (
            "title = \"Talk about work each year\"",
            "title = \"Talk about work.\"",
            "31: the title: take away the full stop",
        ),
        (
            "title = \"Talk about work each year\"",
            "title = \"Talk about work and then talk about work and then talk about rest\"",
            "31: the title: it has 13 words",
        ),
    ]);
}

#[test]
fn some_words_are_never_used() {
    for (words, expected) in [
        ("It costs £5.", "\"£\" stands in it: never give a sum of money"),
        ("It costs 5 pounds.", "\"pounds\" stands in it: never give a sum of money"),
        ("Do it Soon.", "\"soon\" stands in it: say when, or leave it out"),
        ("You can submit it.", "\"submit\" stands in it: say send"),
        ("Ring 01632 960 001.", "\"01632 960 001\" looks like a phone number"),
        ("Ask {child} first.", "only {name} and {name's} may stand in braces"),
    ] {
        check(&steps("It helps to talk early.", words), &format!("england/test.toml:41: why: {expected}"));
    }
    check(
        &steps("It helps to talk early.", "Borset asks for it."),
        "england/test.toml:41: why names \"Borset\": what is about one council",
    );
    check(
        &steps("SEND Code of Practice 2015, chapter 8", "Borset guidance"),
        "england/test.toml:43: the source names \"Borset\"",
    );
    check(&steps("why = \"It helps to talk early.\"", "why = \" \""), "england/test.toml:41: why is empty");
}

#[test]
fn a_step_is_complete() {
    each(&[
        ("part = \"work_and_learning\"\n", "", "27: a step of preparing_for_adulthood needs a part"),
        ("badge = \"law\"", "badge = \"charter\"", "8: the badge \"charter\" belongs in a council's pack"),
        (
            "late = \"Write to the council and say the day has passed.\"",
            "late = \"\"",
            "2: this step can be late",
        ),
        ("late = \"Write to the council and say the day has passed.\"", "", "2: this step can be late"),
        ("how = [\"Ask what {name} likes.\"]", "how = []", "42: how is empty"),
        (
            "ask = [\"Which school will be named?\"]",
            "ask = [\"A?\", \"B?\", \"C?\", \"D?\", \"E?\"]",
            "19: there are 5 questions in ask",
        ),
        (
            "without = [\"gets_dla\"]",
            "without = [\"social_care\"]",
            "10: nobody is asked about \"social_care\"",
        ),
        (
            "without = [\"gets_dla\"]",
            "facts = [\"has_portage\"]",
            "10: nobody is asked about \"has_portage\"",
        ),
        (
            "without = [\"gets_dla\"]",
            "any_fact = [\"social_care\"]",
            "10: nobody is asked about \"social_care\"",
        ),
        (
            "owner = \"parent_carer\"",
            "owner = \"health\"",
            "32: the party \"health\" has no label: add a [[party]]",
        ),
        (
            "badge = \"good_practice\"",
            "badge = \"national\"",
            "33: the badge \"national\" has no label: add a [[badge]]",
        ),
        (
            "waits_for = \"name-the-school\"",
            "remedy_until = { birthday = 18 }",
            "27: remedy_until is for a deadline or a window",
        ),
    ]);
}

#[test]
fn steps_do_not_wait_in_a_circle() {
    check(
        &steps("rows = [\"E16\"]", "waits_for = \"talk-about-work\""),
        "england/test.toml:9: these steps wait for each other: name-the-school → talk-about-work → name-the-school",
    );
    check(
        &steps("rows = [\"E16\"]", "waits_for = \"name-the-school\""),
        "england/test.toml:9: these steps wait for each other: name-the-school → name-the-school",
    );
}

#[test]
fn the_shape_is_checked() {
    each(&[
        ("rows = [\"E16\"]", "row = [\"E16\"]", "9: in [[step]]: unknown field `row`"),
        ("rows = [\"E16\"]", "rows = [16]", "9: in [[step]]: invalid type: integer `16`, expected a string"),
        ("rows = [\"E16\"]", "rows = [", "10: this is not TOML:"),
        ("owner = \"parent_carer\"\n", "", "26: in [[step]]: missing field `owner`"),
    ]);
    check(
        &steps("month = 9, day = 1, year = 7", "month = 9, date = 1"),
        "england/test.toml:12: in [[step]]: unknown field `date`",
    );
    check(&format!("{STEPS}\n[[stop]]\nid = \"x\"\n"), "england/test.toml:50: `stop` is not known here");
    check(
        &STEPS.replace("[[step]]\nid = \"talk", "[steps]\nid = \"talk"),
        "england/test.toml:26: `steps` is not known here",
    );
}

#[test]
fn a_council_pack_keeps_to_its_place() {
    for (from, to, expected) in [
        (
            "[[badge]]",
            "[[stage]]\nid = \"year_5\"\npathway = \"primary_to_secondary\"\ntitle = \"Year 5\"\nabout = \"A year.\"\nfrom_year = 5\nto_year = 5\n\n[[badge]]",
            "8: stages belong in the national pack",
        ),
        (
            "[[badge]]",
            "[bank_holidays]\nannounced_through = 2028\n\n[[badge]]",
            "7: bank holidays belong in the national pack",
        ),
        (
            "id = \"borset\"",
            "id = \"ambridge\"",
            "2: the pack's id must be the name of its folder, \"borset\"",
        ),
        (
            "step = \"name-the-school\"",
            "step = \"name-school\"",
            "38: there is no step \"name-school\": did you mean",
        ),
        ("month = 7, day = 15, year = 5", "month = 7, day = 15", "40: the rule has no year"),
        (
            "{ kind = \"deadline\", on = { on = { month = 7, day = 15, year = 5 } } }",
            "{ kind = \"none\" }",
            "40: a local date needs a date",
        ),
        ("late = \"Write today.\"\n", "", "18: this step can be late"),
    ] {
        check_council(&borset(from, to), &format!("borset/pack.toml:{expected}"));
    }
    check(
        &format!(
            "{STEPS}\n[[local_date]]\nstep = \"name-the-school\"\nlabel = \"By\"\ndate = {{ kind = \"deadline\", on = \"turns_18_on\" }}\nsource = {{ name = \"A 2026\" }}\nchecked_on = 2026-11-22\n"
        ),
        "england/test.toml:51: a [[local_date]] belongs in a council's pack",
    );
}

#[test]
fn there_is_one_national_pack() {
    let second = borset("council = \"Borset County Council\"", "council = \"\"");
    let problems = compile(STEPS, &second).unwrap_err();
    assert!(
        problems.iter().any(|problem| problem
            .to_string()
            .contains("england/pack.toml:4: the national pack is already at borset/pack.toml:4")),
        "{problems:#?}"
    );

    let none =
        onward_packs::compile_files(&[("borset", vec![("borset/pack.toml".into(), BORSET.to_owned())])], &[])
            .unwrap_err();
    assert!(none.iter().any(|problem| problem.message.starts_with("there is no national pack")), "{none:#?}");

    let headless = onward_packs::compile_files(
        &[("england", vec![("england/test.toml".into(), STEPS.to_owned())])],
        &[],
    )
    .unwrap_err();
    assert!(
        headless.iter().any(|problem| problem
            .message
            .starts_with("no file of the folder \"england\" holds a readable [pack]")),
        "{headless:#?}"
    );
}

#[test]
fn questions_are_asked_once_and_offer_real_words() {
    let question = |fact: &str, more: &str| {
        format!(
            "{STEPS}\n[[question]]\nfact = \"{fact}\"\nask = \"Is it so?\"\nwhy = \"It matters.\"\n{more}\neasy = [[\"help\", \"Is it so?\"]]\n"
        )
    };
    check(&question("has_dog", ""), "england/test.toml:51: there is no fact \"has_dog\"");
    check(
        &question("gets_child_benefit", "choices = [ { is = \"yes\", label = \"Yes\" } ]"),
        "england/test.toml:54: \"gets_child_benefit\" takes no choices",
    );
    check(&question("support", ""), "england/test.toml:51: \"support\" needs choices");
    check(
        &question("support", "choices = [ { is = \"some\", label = \"Some\" } ]"),
        "england/test.toml:54: \"some\" is not a word of support",
    );
    check(
        &question(
            "support",
            "choices = [ { is = \"none\", label = \"None\" }, { is = \"none\", label = \"No\" } ]",
        ),
        "england/test.toml:54: \"none\" is offered twice",
    );
    check(
        &question("gets_dla", ""),
        "england/test.toml:51: \"gets_dla\" is already asked about at england/pack.toml:52",
    );
}

#[test]
fn the_small_tables_are_checked() {
    let with = |table: &str| format!("{STEPS}\n{table}\n");
    for (table, expected) in [
        (
            "[[term]]\nterm = 7\nfrom = { month = 9, day = 1 }\nto = { month = 10, day = 16 }",
            "51: there is no term 7",
        ),
        (
            "[[term]]\nterm = 1\nfrom = { month = 9, day = 1 }\nto = { month = 10, day = 16 }",
            "51: the term \"1\" already stands at england/pack.toml:",
        ),
        (
            "[[term]]\nterm = 2\nfrom = { month = 9, day = 1 }\nto = { month = 11, day = 31 }",
            "53: day 31 is not in month 11",
        ),
        (
            "[[badge]]\nid = \"law\"\nlabel = \"The law\"",
            "51: the badge \"law\" already stands at england/pack.toml:",
        ),
        ("[[badge]]\nid = \"lore\"\nlabel = \"The lore\"", "51: badge `lore` is not known"),
        ("[[party]]\nid = \"health\"\nlabel = \"\"", "52: the label is empty"),
        (
            "[pack]\nid = \"england\"\nname = \"England\"\ncouncil = \"\"\nversion = \"1\"",
            "50: [pack] already stands at england/pack.toml:1",
        ),
        ("[bank_holidays]\nannounced_through = 2028", "50: [bank_holidays] stands in another file"),
        (
            "[[service]]\nid = \"a\"\nname = \"A\"\nabout = \"Advice.\"\nphone = \"none\"\neasy = [[\"help\", \"Ask.\"]]\nsource = { name = \"A 2026\" }\nchecked_on = 2026-11-22",
            "53: this is not a phone number",
        ),
        (
            "[[service]]\nid = \"a\"\nname = \"A\"\nabout = \"Advice.\"\nemail = \"none\"\neasy = [[\"help\", \"Ask.\"]]\nsource = { name = \"A 2026\" }\nchecked_on = 2026-11-22",
            "53: this is not an e-mail address",
        ),
        (
            "[[service]]\nid = \"a\"\nname = \"A\"\nabout = \"Advice.\"\nhow = \"Ask.\"\neasy = [[\"help\", \"Ask.\"]]\nsource = { name = \"A 2026\" }",
            "51: checked_on is missing",
        ),
        (
            "[[stage]]\nid = \"year_6\"\npathway = \"primary_to_secondary\"\ntitle = \"Year 6\"\nabout = \"A year.\"\nfrom_year = 6\nto_year = 6",
            "51: the stage \"year_6\" already stands at england/pack.toml:",
        ),
    ] {
        check(&with(table), &format!("england/test.toml:{expected}"));
    }
}

#[test]
fn examples_hold_facts_that_fit() {
    let example = |facts: &str| {
        format!(
            "{STEPS}\n[[example]]\nid = \"leo\"\nname = \"Leo\"\nabout = \"Leo is 11.\"\nyear = 6\nborn = {{ month = 10, day = 10 }}\nfacts = {{ {facts} }}\n"
        )
    };
    check(&example("support = \"some\""), "england/test.toml:56: \"some\" does not fit \"support\"");
    check(
        &example("review_meeting = \"2026-11-22\""),
        "england/test.toml:56: \"2026-11-22\" does not fit \"review_meeting\": use the number of days from today",
    );
    check(
        &example("gets_dla = true").replace("\"leo\"", "\"ivy\""),
        "england/test.toml:51: the example \"ivy\" already stands at england/pack.toml:",
    );
}

#[test]
fn all_problems_show_at_once_in_order() {
    let spoiled =
        steps("owner = \"council\"", "owner = \"mother\"").replace("It helps to talk early.", "Soon.");
    let problems = compile(&spoiled, &borset("Write today.", "Do it soon.")).unwrap_err();
    let places: Vec<_> =
        problems.iter().map(|problem| (problem.file.to_str().unwrap(), problem.line)).collect();
    assert_eq!(places, [("borset/pack.toml", 31), ("england/test.toml", 6), ("england/test.toml", 41)]);
}
