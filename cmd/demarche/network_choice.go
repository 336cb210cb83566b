package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-kg/demarche/graph/network"
	"github.com/demarche-kg/demarche/schema"
)

// A networkChoice is the flags that say which positions make a network, and
// how they count. Those of choice are among them.
type networkChoice struct {
	choice
	by, holders, without []string
	noReported           bool
	counting             string
	window               string
}

func (c *networkChoice) flags(cmd *cobra.Command) {
	c.choice.flags(cmd)
	f := cmd.Flags()
	f.StringSliceVar(&c.by, "by", []string{string(schema.TypeInstrument), string(schema.TypeDocument)},
		"what positions are toward, with commas: "+typeList()+"; or topic; or all")
	f.StringSliceVar(&c.holders, "holders", []string{string(schema.TypeState), string(schema.TypeGroup)},
		"who holds them: types, or all")
	f.StringSliceVar(&c.without, "without", nil, "stances left out (thanks always are): notes")
	f.BoolVar(&c.noReported, "no-reported", false, "leave out what somebody else reports of the holder")
	f.StringVar(&c.counting, "count", "position", "what counts: each position, once a record, or once in all (position, record, once)")
}

// windowFlag adds the flag that cuts time.
func (c *networkChoice) windowFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.window, "window", "", "cut time: 1y, 6m, 7d; 5y/1y (sliding); cumulative/1y")
}

// options checks the flags and makes options of them.
func (c *networkChoice) options() (network.Options, error) {
	o := network.Options{NoReported: c.noReported}
	var err error
	switch {
	case slices.Equal(c.by, []string{string(network.TypeTopic)}):
		o.Topics = true
	case slices.Contains(c.by, string(network.TypeTopic)):
		return o, usagef("--by topic stands alone: topics and named things do not mix")
	default:
		if o.Targets, err = entityTypes("--by", c.by); err != nil {
			return o, err
		}
	}
	if o.Holders, err = entityTypes("--holders", c.holders); err != nil {
		return o, err
	}
	for _, s := range c.without {
		if !schema.Stance(s).Valid() {
			return o, usagef("--without %q is none of %s", s, stanceList())
		}
		o.Without = append(o.Without, schema.Stance(s))
	}
	switch c.counting {
	case "position":
	case string(network.EachRecord), string(network.Once):
		o.Counting = network.Counting(c.counting)
	default:
		return o, usagef("--count %q is none of position, record, once", c.counting)
	}
	if c.window != "" {
		if o.Window, err = network.ParseWindow(c.window); err != nil {
			return o, usagef("--window: %w", err)
		}
	}
	return o, nil
}

// collect reads the positions chosen from the graph.
func (c *networkChoice) collect(ctx context.Context, s *settings) (*network.Collection, error) {
	filter, err := c.filter()
	if err != nil {
		return nil, err
	}
	o, err := c.options()
	if err != nil {
		return nil, err
	}
	g, err := s.openToRead()
	if err != nil {
		return nil, err
	}
	defer g.Close()
	return network.Collect(g.Positions(ctx, filter), o)
}

// slices are the two-mode networks of each slice of the window, or the one of
// all time.
func (c *networkChoice) slices(all *network.Collection) ([]*network.TwoMode, error) {
	if c.window == "" {
		return []*network.TwoMode{all.Network()}, nil
	}
	return all.Slices()
}

// entityTypes are the types that a flag names; none stands for all.
func entityTypes(flag string, names []string) ([]schema.EntityType, error) {
	if slices.Equal(names, []string{"all"}) {
		return nil, nil
	}
	var types []schema.EntityType
	for _, name := range names {
		t := schema.EntityType(strings.TrimSuffix(name, "s"))
		if !slices.Contains(targetTypes(), t) {
			return nil, usagef("%s %q is none of %s, all", flag, name, typeList())
		}
		types = append(types, t)
	}
	return types, nil
}

// targetTypes are the types of named things.
func targetTypes() []schema.EntityType {
	return []schema.EntityType{schema.TypeInstrument, schema.TypeDocument, schema.TypeState, schema.TypeGroup,
		schema.TypeBody, schema.TypeMeeting, schema.TypePerson, schema.TypePlace}
}

func typeList() string {
	var all []string
	for _, t := range targetTypes() {
		all = append(all, string(t))
	}
	return strings.Join(all, ", ")
}

// nameOf is what tables call a node.
func nameOf(n network.Node) string { return cmp.Or(n.Label, n.ID) }
