// What an empty chat proposes until an admin writes proposals of his own.

/** `title` is shown in two lines, `content` is sent. */
export interface Suggestion {
  title: [string, string]
  content: string
}

export const suggestions: Suggestion[] = [
  {
    title: ['Learn words with me', 'for a language test'],
    content:
      'Quiz me on vocabulary for a language test. Show me one sentence with a gap, wait for my word, tell me how good it is, and go on with the next.',
  },
  {
    title: ['What to make of', "my children's drawings"],
    content:
      "Our shelves are full of my children's drawings and paintings. Name five things I could make of them that we would enjoy for years, beyond framing them or taking photographs.",
  },
  {
    title: ['Surprise me with', 'something about ancient Rome'],
    content:
      'Tell me one surprising, well-attested thing about daily life in the Roman Empire, and how we know of it.',
  },
  {
    title: ['Write some code', 'for a header that stays in view'],
    content:
      'Write a web page with a header that stays at the top while the page scrolls, in plain HTML, CSS and JavaScript, and explain how it works.',
  },
  {
    title: ['Explain options', 'to someone who buys shares'],
    content:
      'I know how shares are bought and sold, but options are new to me. Explain calls and puts in plain words, with one example in numbers and the risk of each.',
  },
  {
    title: ['Help me begin', 'what I keep putting off'],
    content:
      'I keep putting a task off. Ask me about it, one question at a time, and then help me find a first step that takes less than ten minutes.',
  },
  {
    title: ['Check my grammar', 'and tell me why'],
    content:
      'Correct the grammar and spelling of the text below without changing its tone. List every change with a short reason.\n\n',
  },
]
