package conllu

import (
	"bytes"
	"reflect"
	"testing"
)

// What can be read is written so that it reads the same, and written again gives the
// same bytes.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", example, "# a\n\n", "1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n", "1\tx\t_\t_\t_\t_\t2\tdep\t_\t_\n", "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t0\t_\t_\t_\n",
		"1\t_\t_\t_\t_\t_\t0\troot\t_\t_\n", "0.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, s); err != nil {
			t.Fatal(err)
		}
		again, err := Read(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("%v in %q", err, b.Bytes())
		}
		if !reflect.DeepEqual(s, again) {
			t.Fatalf("%#v\n%#v", s, again)
		}
		var c bytes.Buffer
		if err := Write(&c, again); err != nil || !bytes.Equal(b.Bytes(), c.Bytes()) {
			t.Fatalf("%q\n%q", b.Bytes(), c.Bytes())
		}
	})
}
