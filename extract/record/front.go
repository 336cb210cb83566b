package record

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/demarche-kg/demarche/schema/symbol"
)

// frontLines is how many lines of a file may be its front page.
const frontLines = 80

var (
	frontDate    = regexp.MustCompile(`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s+([0-9]{1,2})\s+(` + months + `)\s+([0-9]{4})\b`)
	frontMeeting = regexp.MustCompile(`\b([0-9]{1,5}(?:st|nd|rd|th)(?:\s+plenary)?\s+meeting)\b`)
	frontOrgan   = regexp.MustCompile(`^(?:United Nations\s+)?(Security Council|General Assembly|(?:First|Second|Third|Fourth|Fifth|Sixth) Committee)$`)
	// frontChair is who presides: "President: Mr. Goffin . . . . (Belgium)".
	frontChair = regexp.MustCompile(`^(?:President|Chair|Chairman|Chairperson):\s+[^()]{3,120}\(([^()]{3,80}(?:\([^()]*\))?)\)`)
	// frontSign is what only the front page of a record says.
	frontSign = regexp.MustCompile(`called to order at|Verbatim Record|Official Records|\bProvisional\b|[0-9](?:st|nd|rd|th) (?:plenary )?meeting|Adoption of the agenda`)
)

// A front is what the first page of a record prints of itself.
type front struct {
	symbol, title, date string
	// chair is the state of who presides, as printed.
	chair string
}

// readFront takes what it can from the first lines.
func readFront(text string, lines []line, o Options) front {
	var f front
	organ := ""
	for _, l := range lines[:min(len(lines), frontLines)] {
		t := l.of(text)
		if len(t) > longLine {
			continue
		}
		if f.symbol == "" && strings.Contains(t, "/") {
			word := strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(t, "United Nations")), "*")
			if s, err := symbol.Parse(word); err == nil && s.Kind() == symbol.Record {
				f.symbol = s.String()
			}
		}
		if f.date == "" && strings.Contains(t, "day,") {
			f.date = printedDate(t)
		}
		if m := frontOrgan.FindStringSubmatch(t); m != nil && organ == "" {
			organ = m[1]
		}
		if f.title == "" && strings.Contains(t, "meeting") {
			f.title = strings.Join(strings.Fields(frontMeeting.FindString(t)), " ")
		}
		if f.chair == "" && (strings.HasPrefix(t, "President:") || strings.HasPrefix(t, "Chair")) {
			if m := frontChair.FindStringSubmatch(t); m != nil {
				f.chair = o.state(m[1])
			}
		}
	}
	if f.title != "" && organ != "" {
		f.title = organ + ", " + f.title
	}
	return f
}

// printedDate is the date in t, as ISO 8601 has it, "" where there is none.
func printedDate(t string) string {
	if m := frontDate.FindStringSubmatch(t); m != nil {
		if d, err := time.Parse("2 January 2006", strings.Join(m[1:], " ")); err == nil {
			return d.Format(time.DateOnly)
		}
	}
	return ""
}

// leftOut is the warning for front matter that is no speech.
func leftOut(n int) string {
	return fmt.Sprintf("left out the front page, %s bytes before the first speaker", strconv.Itoa(n))
}
