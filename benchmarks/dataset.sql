-- A college of {people} people and {concerns} reports, made by the server itself.
-- Run as the owner with row security set aside for the fill; parameters are filled in by Python.
INSERT INTO people_person (id, organisation_id, given_name, family_name, known_as, email, phone,
        born, left_on, updated, name_folded)
SELECT bench_id('person', n), bench_organisation(), 'Given' || n % 997, 'Family' || n, '',
       'person' || n || '@bench.example', '', DATE '2008-01-01' - (n % 9000), NULL, now(),
       'given' || n % 997 || ' family' || n
FROM generate_series(1, {people}) n;

INSERT INTO people_site (id, organisation_id, name, code)
SELECT bench_id('site', n), bench_organisation(), 'Site ' || n, '' FROM generate_series(1, 5) n;

INSERT INTO concerns_case (id, organisation_id, year, number, circle_id, kind, state, summary,
        category, risk_area, technology, prevent, illegal, disturbing, child_sexual_abuse,
        breach_codes, severity, holder_id, opened_at, acknowledged_at, first_action_at, next_due,
        child_involved, site_id, closed_at)
SELECT bench_id('case', n), bench_organisation(), 2000 + n / 10000, n,
       CASE WHEN n % 50 = 0 THEN bench_circle('hr-director+principal')
            WHEN n % 10 = 9 THEN bench_circle('')
            ELSE bench_circle('safeguarding-team') END,
       'safeguarding', CASE WHEN n % 20 = 0 THEN 'open' ELSE 'closed' END,
       'Bullying: words of report ' || n, 'bullying', 'conduct', 'main', 'no', 'no', 'no', false,
       '{{}}', 1 + n % 5, NULL, now() - n * INTERVAL '5 minutes', NULL, NULL,
       CASE WHEN n % 20 = 0 THEN now() + (n % 1000 - 300) * INTERVAL '1 hour' END, true,
       bench_id('site', 1 + n % 5),
       CASE WHEN n % 20 <> 0 THEN now() - n * INTERVAL '5 minutes' END
FROM generate_series(1, {concerns}) n;

INSERT INTO concerns_concern (id, organisation_id, year, number, circle_id, case_id, state,
        received_at, acknowledged_at, reporter_kind, reporter_id, reporter_name, reporter_contact, about, source,
        category, risk_area, prevent, serious, immediate_danger, happened, opinion, when_said,
        place, place_said, image_said, platform, device, connection, channels, link, action_taken,
        promise_made, nothing_left_out, attempted_only, routed, is_test, ideology, session_said)
SELECT bench_id('concern', n), bench_organisation(), 2000 + n / 10000, n, c.circle_id, c.id,
       'triaged', c.opened_at, c.opened_at, 'staff', bench_id('person', 1 + n % {people}), '', '', 'learner',
       'person', 'bullying', 'conduct', 'no', false, false,
       'Somebody wrote ' || (ARRAY['unkind', 'threatening', 'false', 'private', 'hateful'])[1 + n % 5]
           || ' words about another learner in chat ' || md5(n::text) || ' after lesson ' || n % 211,
       '', '', 'unknown', '', '', 'chat app ' || n % 17, 'unknown', 'unknown', '{{}}', '', '', '', true,
       false, '{{}}', false, '', ''
FROM generate_series(1, {concerns}) n JOIN concerns_case c ON c.id = bench_id('case', n);

INSERT INTO concerns_caseperson (id, organisation_id, case_id, circle_id, person_id, name, part,
        relation, note)
SELECT bench_id('caseperson', n * 2 + k), bench_organisation(), c.id, c.circle_id,
       bench_id('person', 1 + (n * 7 + k) % {people}), 'Given Family',
       CASE k WHEN 0 THEN 'harmed' ELSE 'alleged' END, 'learner', ''
FROM generate_series(1, {concerns}) n JOIN concerns_case c ON c.id = bench_id('case', n),
     generate_series(0, 1) k;

INSERT INTO concerns_chronologyentry (id, organisation_id, case_id, circle_id, kind, happened_at,
        recorded_at, by_name, text, visibility, source_kind)
SELECT bench_id('entry', n * 4 + k), bench_organisation(), c.id, c.circle_id, 'note',
       c.opened_at + k * INTERVAL '1 day', c.opened_at + k * INTERVAL '1 day', 'Given Family',
       'Spoke to everybody about ' || md5((n * 4 + k)::text), 'team', ''
FROM generate_series(1, {concerns}) n JOIN concerns_case c ON c.id = bench_id('case', n),
     generate_series(0, 3) k;

INSERT INTO concerns_words (organisation_id, record_kind, record_id, circle_id, at, words)
SELECT organisation_id, 'concern', id, circle_id, received_at, concerns_vector(happened, '')
FROM concerns_concern;

INSERT INTO consent_picture (id, organisation_id, title, alt_text, file_id, media_type,
        small_file_id, large_file_id, sha256_received, code, taken_on, taken_by, device, activity,
        on_premises, one_to_one_because, authorised_by_name, rights, rights_holder, proved, basis,
        width, height, sharpness, poor_because, others, uploaded_by_id, uploaded_at, hidden_at)
SELECT bench_id('picture', n), bench_organisation(), 'Picture ' || n, 'People at work ' || n,
       bench_id('file', n), 'image/jpeg', bench_id('small', n), bench_id('large', n), md5(n::text),
       lpad(to_hex(n), 6, '0'), CURRENT_DATE - n % 900, 'staff', 'organisation',
       'Activity ' || n % 50, true, '', '', 'owned', '', true, 'consent', 4032, 3024, 120, '', 0,
       bench_id('person', 1 + n % {people}), now() - n * INTERVAL '5 minutes',
       CASE WHEN n % 40 = 0 THEN now() END
FROM generate_series(1, {concerns}) n;

INSERT INTO consent_picturesubject (id, organisation_id, picture_id, person_id, tagged_by_name,
        tagged_at, removed_because)
SELECT bench_id('subject', n), bench_organisation(), bench_id('picture', n),
       bench_id('person', 1 + (n * 7) % {people}), 'Given Family', now(), ''
FROM generate_series(1, {concerns}) n;
