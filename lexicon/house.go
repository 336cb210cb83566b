package lexicon

import (
	"slices"
	"strings"
)

// checkHouse judges the tables against each other: references that lead
// nowhere, names that stand for two things, memberships that overlap, cues
// that no text could bring out.
func checkHouse(l *Lexicon, faults *faultList) {
	checkReferences(l, faults)
	checkParents(l, faults)
	checkNamesApart(l, faults)
	checkBelongings(l, faults)
	checkCues(l, faults)
}

// sheet returns the table of that file, its good rows.
func (l *Lexicon) sheet(file string) sheet {
	i := slices.IndexFunc(l.sheets, func(s sheet) bool { return s.spec.file == file })
	return l.sheets[i]
}

// checkReferences looks up every value that names a row of another table.
func checkReferences(l *Lexicon, faults *faultList) {
	known := map[string]map[string]bool{}
	for _, s := range l.sheets {
		known[s.spec.file] = s.firsts
	}
	for _, s := range l.sheets {
		for c, col := range s.spec.columns {
			if col.to == "" {
				continue
			}
			for _, r := range s.rows {
				for _, v := range split(r.cells[c], "|") {
					if !known[col.to][v] {
						faults.add(r.file, r.line, c+1, "%s %q is not in %s", col.name, v, col.to)
					}
				}
			}
		}
	}
	regions := map[string]bool{"": true}
	for _, g := range l.Groups {
		regions[g.Name] = regions[g.Name] || g.Kind == "regional group"
	}
	for _, r := range l.sheet("states.tsv").rows {
		if !regions[r.text("region")] {
			faults.at(r, "region", "region %q is no regional group of groups.tsv", r.text("region"))
		}
	}
	for _, r := range l.sheet("memberships.tsv").rows {
		group := r.text("group")
		id, isGroup := strings.CutPrefix(group, "group/")
		body, isBody := strings.CutPrefix(group, "body/")
		if !(isGroup && known["groups.tsv"][id]) && !(isBody && known["bodies.tsv"][body]) {
			faults.at(r, "group", "group %q is neither group/… of groups.tsv nor body/… of bodies.tsv", group)
		}
	}
}

// checkParents finds things that are, through others, their own parent.
func checkParents(l *Lexicon, faults *faultList) {
	for _, file := range []string{"bodies.tsv", "instruments.tsv"} {
		parents := map[string][]string{}
		for _, r := range l.sheet(file).rows {
			parents[r.cells[0]] = r.list("parent")
		}
		for _, r := range l.sheet(file).rows {
			seen, todo := map[string]bool{}, slices.Clone(parents[r.cells[0]])
			for len(todo) > 0 {
				p := todo[len(todo)-1]
				todo = todo[:len(todo)-1]
				if p == r.cells[0] {
					faults.at(r, "parent", "%s is its own parent, by way of others", p)
					break
				}
				if !seen[p] {
					seen[p] = true
					todo = append(todo, parents[p]...)
				}
			}
		}
	}
}

// checkNamesApart finds names that stand for two things at one time. Letter
// case does not tell names apart, save for acronyms.
func checkNamesApart(l *Lexicon, faults *faultList) {
	type use struct {
		r      row
		column int
	}
	uses := make(map[string][]use, 1<<13)
	for _, s := range l.sheets {
		for c, col := range s.spec.columns {
			if !col.names {
				continue
			}
			for _, r := range s.rows {
				for _, v := range split(r.cells[c], "|") {
					name := foldName(v)
					if len(v) < 2 {
						faults.add(r.file, r.line, c+1, "%s %q is too short for a name", col.name, v)
					}
					for _, u := range uses[name] {
						if (u.r.file != r.file || u.r.line != r.line) && sameTime(u.r, r) {
							faults.add(r.file, r.line, c+1, "%q also stands for %s (%s:%d)", v, u.r.cells[0], u.r.file, u.r.line)
							break
						}
					}
					uses[name] = append(uses[name], use{r, c})
				}
			}
		}
	}
}

// foldName is a name without the difference of capitals; an acronym keeps its
// own, so that WHO is not "who".
func foldName(s string) string {
	if strings.ToUpper(s) == s {
		return s
	}
	return strings.ToLower(s)
}

// sameTime reports whether two things may have lived at one time.
func sameTime(a, b row) bool {
	since, until := func(r row) string { return r.orEmpty("since") }, func(r row) string { return r.orEmpty("until") }
	return overlap(since(a), until(a), since(b), until(b))
}

// orEmpty is the cell of a column that the table may lack.
func (r row) orEmpty(name string) string {
	if c, ok := r.column[name]; ok {
		return r.cells[c]
	}
	return ""
}

// overlap reports whether two spans of dates share a day; an empty date is
// unbounded.
func overlap(since1, until1, since2, until2 string) bool {
	before := func(until, since string) bool {
		n := min(len(until), len(since))
		return n > 0 && until[:n] < since[:n]
	}
	return !before(until1, since2) && !before(until2, since1)
}

// checkBelongings finds a state that is twice in one group at one time, or in
// a group that had ended.
func checkBelongings(l *Lexicon, faults *faultList) {
	lives := map[string][2]string{}
	for _, g := range l.Groups {
		lives["group/"+g.ID] = [2]string{g.Since, g.Until}
	}
	for _, b := range l.Bodies {
		lives["body/"+b.ID] = [2]string{b.Since, b.Until}
	}
	before := map[string]row{}
	for _, r := range l.sheet("memberships.tsv").rows {
		since, until := r.text("since"), r.text("until")
		id := r.text("group") + " " + r.text("state")
		if p, ok := before[id]; ok && overlap(p.text("since"), p.text("until"), since, until) {
			faults.at(r, "since", "%s is in %s at that time already (line %d)", r.text("state"), r.text("group"), p.line)
		}
		before[id] = r
		life := lives[r.text("group")]
		if !overlap(life[0], life[1], since, until) {
			faults.at(r, "since", "%s did not exist then", r.text("group"))
		}
	}
}

// checkCues finds cues that two rows claim, and rows whose example does not
// have the cue in it.
func checkCues(l *Lexicon, faults *faultList) {
	inflect := l.Inflector()
	type claim struct {
		id, stance string
		line       int
	}
	claims := map[string]claim{}
	for _, r := range l.sheet("stances.tsv").rows {
		found := false
		example := Words(r.text("example"))
		for _, words := range readings(r.text("cue")) {
			cue := StanceCue{Words: words, POS: POS(r.text("pos"))}
			cue.Head = headOf(cue.POS, words)
			found = found || inflect.finds(cue, example)
			for _, f := range split(r.text("frame"), ",") {
				id := strings.Join(words, " ") + "\t" + r.text("pos") + "\t" + f
				if c, ok := claims[id]; ok && c.id != r.text("id") {
					faults.at(r, "cue", "%q as %s with frame %s is %s in %s already (line %d)",
						strings.Join(words, " "), r.text("pos"), f, c.stance, c.id, c.line)
				}
				claims[id] = claim{r.text("id"), r.text("stance"), r.line}
			}
		}
		if !found {
			faults.at(r, "example", "the cue %q does not stand in the example", r.text("cue"))
		}
	}
}
